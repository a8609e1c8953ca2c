// Makes the page easier to read; everything can be read without it.
(() => {
const $ = s => document.querySelector(s), $$ = s => [...document.querySelectorAll(s)];
const steps = $$('.step'), root = document.documentElement, q = $('#q'), hits = $('#hits'), pos = $('#pos');
const store = () => { try { return localStorage } catch { return {} } };
const say = (e, n) => e.dataset.t.replace('{n}', n).replace('{all}', steps.length);
if (!steps.length) return;
$$('.js').forEach(e => e.hidden = false);
// the width of the window without its scroll bar, and the heights of the toolbar and of all that stays in sight with it
const set = (name, size) => root.style.setProperty(name, size + 'px');
const measure = () => { const [bar, ...heads] = ['.bar', '.sh', '.sp'].map(s => $(s).offsetHeight); set('--vw', root.clientWidth); set('--bar', bar); set('--heads', heads.reduce((a, b) => a + b, bar + 8)) };
addEventListener('resize', measure); measure();
// the theme is remembered on this computer
const theme = document.getElementById(store()['cjm-theme']);
if (theme && theme.name === 'th') theme.checked = true;
$$('[name=th]').forEach(r => r.onchange = () => { try { localStorage['cjm-theme'] = r.id } catch {} });
// everything else stands in the address, so that a link shows what its sender saw
const lanes = $$('.bar details input'), sev = $('#f-sev'), chan = $('#f-ch'), fit = $('#v-fit');
const state = new URLSearchParams(location.search);
if (state.get('view') === 'fit') fit.checked = true;
const off = state.get('lanes');
if (off !== null) lanes.forEach(l => l.checked = off.split('.').includes(l.id.slice(2)));
for (const [key, e] of [['severity', sev], ['channel', chan], ['q', q]]) if (e && state.has(key)) e.value = state.get(key);
const keep = () => {
const p = new URLSearchParams();
if (fit.checked) p.set('view', 'fit');
if (lanes.some(l => l.checked !== l.defaultChecked)) p.set('lanes', lanes.filter(l => l.checked).map(l => l.id.slice(2)).join('.'));
for (const [key, e] of [['severity', sev], ['channel', chan], ['q', q]]) if (e && e.value) p.set(key, e.value);
try { history.replaceState(null, '', (`${p}` && '?' + p) + location.hash || location.pathname) } catch {}
};
// search and filter: steps that do not match fade
const text = new Map(steps.map(s => [s, s.textContent.toLocaleLowerCase()]));
const worst = s => Math.max(-1, ...[4, 3, 2, 1, 0].filter(k => s.querySelector('.pain .p' + k)));
const count = () => {
const v = q.value.trim().toLocaleLowerCase(), least = sev && sev.value, ch = chan && chan.value;
steps.forEach(s => s.classList.toggle('miss', !!least && worst(s) < least || !!ch && !s.querySelector(`.ch[data-c~="${CSS.escape(ch)}"]`) || !!v && !text.get(s).includes(v)));
if (window.Highlight) {
const hl = new Highlight();
if (v) for (const s of steps) {
const w = document.createTreeWalker(s, 4);
for (let n; n = w.nextNode();) for (let i = -1, t = n.data.toLocaleLowerCase(); (i = t.indexOf(v, i + 1)) > -1;) { const r = new Range(); r.setStart(n, Math.min(i, n.length)); r.setEnd(n, Math.min(i + v.length, n.length)); hl.add(r) }
}
CSS.highlights.set('q', hl);
}
const on = steps.filter(s => !s.classList.contains('miss')).length;
hits.textContent = on < steps.length ? say(hits, on) : '';
};
for (const e of [q, sev, chan]) if (e) e.oninput = () => { count(); keep() };
lanes.forEach(l => l.addEventListener('change', keep));
count();
// step focus
const heads = $$('.map thead th').map(h => (h.querySelector('b') || h).textContent);
const here = () => { try { return decodeURIComponent(location.hash.slice(1)) } catch { return '' } };
const cur = () => steps.findIndex(s => s.id === here());
const grab = i => steps[i] && steps[i].querySelector('.sp a').focus({ preventScroll: true });
// steps walked through leave no trail: Back leads to where the reader came from
const go = i => { if (steps[i]) location.replace('#' + steps[i].id) };
const peek = i => {
const p = $('#peek'); p.replaceChildren();
if (i > -1) [...steps[i].children].forEach((c, k) => {
if (!c.textContent.trim()) return;
const d = document.createElement('div'), h = document.createElement('h3');
d.className = c.className; h.textContent = heads[k];
d.append(h, ...c.cloneNode(true).childNodes); p.append(d);
});
};
const show = () => { const i = cur(); if (document.activeElement === document.body) grab(i); pos.textContent = i < 0 ? pos.dataset.a : say(pos, i + 1); peek(i) };
addEventListener('hashchange', show); addEventListener('load', show);
$$('[name=v]').forEach(r => r.onchange = () => { keep(); measure(); const s = steps[cur()]; s && s.scrollIntoView({ block: 'nearest', inline: 'center' }) });
$('#next').onclick = () => go(Math.min(cur() + 1, steps.length - 1));
$('#prev').onclick = () => go(Math.max(cur() - 1, 0));
const plot = $('#plot');
if (plot) plot.onclick = e => { const r = plot.getBoundingClientRect(), f = (e.clientX - r.left) / r.width, c = Math.floor((root.dir === 'rtl' ? 1 - f : f) * plot.dataset.n); const s = steps.find(s => +s.dataset.c === c); if (s) location.hash = s.id };
addEventListener('keydown', e => {
if (e.altKey || e.ctrlKey || e.metaKey || e.shiftKey) return;
if (e.key === 'Escape') { const d = $('.bar details[open]'); if (d) { d.open = false; d.firstElementChild.focus() } else if (cur() > -1 && e.target !== q) location.replace('#map') }
if (!e.target.closest || !e.target.closest('.step')) return;
const k = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
if (k) { e.preventDefault(); const j = steps.indexOf(e.target.closest('.step')) + (root.dir === 'rtl' ? -k : k); go(j); grab(j) }
});
for (const left of ['click', 'focusin']) addEventListener(left, e => $$('.bar details[open]').forEach(d => d.contains(e.target) || (d.open = false)));
})();
