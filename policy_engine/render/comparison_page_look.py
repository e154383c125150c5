"""How the pages look on a screen, on a telephone and on paper, and what their filters do. Nothing else is fetched."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light dark; --ink: #1a1d21; --faint: #565d66; --paper: #fff; --line: #c9ced6; --head: #f1f3f6;
  --good: #1b6e3c; --bad: #a3262a; --open: #7a5200; --link: #0b57a4; --goodback: #e5f4ea; --badback: #fbe9e9;
  --openback: #fdf3dc; }
@media (prefers-color-scheme: dark) { :root { --ink: #e7e9ec; --faint: #a9b1bc; --paper: #16181c; --line: #3c424b;
  --head: #22262c; --good: #7ed49c; --bad: #ff9a97; --open: #f0c363; --link: #8bc1ff; --goodback: #14301f;
  --badback: #3a1b1d; --openback: #362a10; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; padding: 1rem 1.25rem 3rem; max-width: 78rem; font: 1rem/1.5 system-ui, sans-serif;
  color: var(--ink); background: var(--paper); overflow-wrap: break-word; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: .5rem 0; }
h2 { font-size: 1.25rem; margin: 2.25rem 0 .5rem; border-bottom: 2px solid var(--line); padding-bottom: .25rem; }
h3 { font-size: 1.05rem; margin: 1.5rem 0 .5rem; }
h4 { font-size: 1rem; margin: 1rem 0 .25rem; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible, select:focus-visible, button:focus-visible, [tabindex]:focus-visible {
  outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -100vw; } .skip:focus { position: static; }
.lead { font-size: 1.15rem; max-width: 60rem; }
.faint { color: var(--faint); } .small { font-size: .875rem; }
code, .code { font-family: ui-monospace, monospace; font-size: .875em; overflow-wrap: anywhere; }
nav ul { padding-left: 1.1rem; margin: .25rem 0; columns: 18rem auto; }
dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .5rem 0; }
dl.facts dt { color: var(--faint); } dl.facts dd { margin: 0; overflow-wrap: anywhere; min-width: 0; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); gap: 1rem; }
.sides > * { border: 1px solid var(--line); border-radius: .4rem; padding: .5rem .9rem; min-width: 0; }
.sides h3 { margin-top: .25rem; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1rem; }
caption.unseen { position: absolute; left: -200vw; }
caption { text-align: left; color: var(--faint); padding: .25rem 0; }
th, td { border: 1px solid var(--line); padding: .4rem .55rem; text-align: left; vertical-align: top;
  overflow-wrap: anywhere; }
thead th { background: var(--head); }
thead th, .mark { overflow-wrap: break-word; }
tbody th { font-weight: 600; } th p { font-weight: 400; }
@media screen and (min-width: 68rem) {
  td { min-width: 5.75rem; } tbody th { min-width: 7rem; } td:has(ul.clauses), td:has(.code) { min-width: 11.5rem; }
}
tr:target, section:target, details:target { outline: 3px solid var(--link); }
ul.clauses { margin: 0; padding-left: 1.1rem; } p { margin: .4rem 0; }
.mark { display: inline-block; padding: 0 .45rem; border-radius: .3rem; font-weight: 600; }
.good { color: var(--good); background: var(--goodback); } .bad { color: var(--bad); background: var(--badback); }
.open { color: var(--open); background: var(--openback); } .plain { color: var(--faint); background: var(--head); }
del { color: var(--bad); text-decoration-thickness: 1px; }
ins { color: var(--good); text-decoration: none; font-weight: 600; }
.filters { display: flex; flex-wrap: wrap; gap: .75rem 1.25rem; align-items: end; border: 1px solid var(--line);
  border-radius: .4rem; padding: .6rem .9rem; margin: 1rem 0; background: var(--head); }
.filters label { display: grid; gap: .2rem; font-size: .9rem; }
.filters[hidden], [hidden] { display: none; }
select, button { font: inherit; padding: .35rem .5rem; color: inherit; background: var(--paper); min-height: 2.75rem;
  border: 1px solid var(--faint); border-radius: .3rem; max-width: 100%; }
.filters output { flex-basis: 100%; }
details { border: 1px solid var(--line); border-radius: .4rem; padding: .4rem .9rem; margin: .75rem 0; }
summary { cursor: pointer; font-weight: 600; padding: .3rem 0; }
@media screen and (max-width: 68rem) {
  body { padding: .75rem .75rem 2rem; }
  dl.facts { grid-template-columns: 1fr; gap: 0; } dl.facts dd { margin-bottom: .4rem; }
  table, tbody, tr, th, td, caption { display: block; } thead { position: absolute; left: -200vw; }
  tr { border: 1px solid var(--line); border-radius: .4rem; margin: 0 0 .9rem; }
  tr[hidden] { display: none; }
  th, td { border: 0; border-bottom: 1px solid var(--line); } tr > :last-child { border-bottom: 0; }
  td[data-label]::before { content: attr(data-label); display: block; color: var(--faint); font-size: .85rem; }
  td:empty { display: none; }
}
@page { size: A4 landscape; margin: 12mm; }
@media print {
  html { font-size: 8.5pt; } th, td { padding: .25rem .35rem; }
  :root { color-scheme: light; --ink: #000; --faint: #333; --paper: #fff; --line: #888; --head: #eee; --good: #000;
    --bad: #000; --open: #000; --link: #000; --goodback: #fff; --badback: #fff; --openback: #fff; }
  body { max-width: none; padding: 0; } .filters, .skip, nav { display: none; }
  .mark { border: 1px solid #000; } tr, details, .sides > * { break-inside: avoid; }
  thead { display: table-header-group; }
  h2, h3, h4, summary { break-after: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
  a[href^="http"]::after { content: " <" attr(href) ">"; font-size: .8em; overflow-wrap: anywhere; }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
"""

# The filters are of use only where scripts run, so the page shows them from here.
SCRIPT = """
(function () {
  'use strict';
  var form = document.querySelector('form.filters');
  if (!form) { return; }
  var picks = Array.prototype.slice.call(form.querySelectorAll('select'));
  var rows = Array.prototype.slice.call(document.querySelectorAll('[data-filtered]'));
  var told = form.querySelector('output');
  function show() {
    var shown = 0;
    rows.forEach(function (row) {
      var fits = picks.every(function (pick) {
        var words = (row.getAttribute('data-' + pick.name) || '').split(' ');
        return !pick.value || words.indexOf(pick.value) >= 0;
      });
      row.hidden = !fits;
      if (fits && row.hasAttribute('data-counted')) { shown += 1; }
    });
    var all = rows.filter(function (row) { return row.hasAttribute('data-counted'); }).length;
    told.textContent = told.getAttribute('data-told').replace('{shown}', shown).replace('{all}', all);
  }
  form.addEventListener('change', show);
  form.addEventListener('reset', function () { window.setTimeout(show, 0); });
  form.addEventListener('submit', function (event) { event.preventDefault(); });
  form.hidden = false;
  show();
}());
"""
