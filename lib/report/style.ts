/**
 * The style sheet of a report. Must not contain `<` (it is inserted as it is). Screen in the reader's color scheme,
 * paper always light.
 */
export const REPORT_STYLE = `
:root{color-scheme:light dark;--ground:light-dark(#fff,#14181a);--sunken:light-dark(#f3f5f3,#1f2528);--line:light-dark(#d3d8d4,#39434a);--ink:light-dark(#182024,#e8ecec);--soft:light-dark(#4d585e,#a8b3b8);--accent:light-dark(#0a6471,#66c7ca);--copy:light-dark(#a3410f,#f5a57a);--copy-ground:light-dark(#fbe8dc,#3d2517);--first:light-dark(#1f6b3a,#7fcf98)}
*{box-sizing:border-box}
body{max-width:62rem;margin:0 auto;padding:1.5rem 1.25rem 4rem;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans CJK SC","Noto Sans Arabic",sans-serif;overflow-wrap:anywhere}
h1{margin:.1em 0 .3em;font-size:1.7rem;line-height:1.25}
h2{margin:2.2rem 0 .6rem;font-size:1.2rem;line-height:1.3}
h3{margin:1.4rem 0 .4rem;font-size:1rem}
p{margin:.4rem 0}
a{color:var(--accent)}
.kicker{margin:0;color:var(--accent);font-weight:600}
.muted,figcaption,caption{color:var(--soft);font-size:.87rem}
.lead{font-size:1.1rem}
.number{font-variant-numeric:tabular-nums;white-space:nowrap}
caption{padding:.2rem 0 .4rem;text-align:start}
table{width:100%;border-collapse:collapse;font-size:.87rem}
th,td{padding:.3rem .6rem .3rem 0;border-bottom:1px solid var(--line);text-align:start;vertical-align:top}
[dir=rtl] th,[dir=rtl] td{padding:.3rem 0 .3rem .6rem}
th,td{overflow-wrap:break-word}
thead th{color:var(--soft);font-weight:600}
thead th::first-letter{text-transform:uppercase}
th:first-child{white-space:nowrap}
tbody th{font-weight:600}
.scroll{overflow-x:auto}
.facts{display:flex;flex-wrap:wrap;gap:.5rem 2rem;margin:.8rem 0}
.facts div{min-width:6rem}
.facts dt{color:var(--soft);font-size:.87rem}
.facts dd{margin:0;font-size:1.35rem;font-weight:650;font-variant-numeric:tabular-nums}
figure{margin:1rem 0}
svg{display:block;width:100%;height:auto}
.axis{stroke:var(--line)}
.label{fill:var(--soft);font-size:11px}
.area{fill:var(--copy-ground)}
.step{fill:none;stroke:var(--copy);stroke-width:1.5}
.dot{fill:var(--copy);stroke:var(--ground)}
.dot.first{fill:var(--ground);stroke:var(--first);stroke-width:3}
.first-label{fill:var(--first);font-size:12px;font-weight:650}
.bar-track{fill:var(--line)}
.bar{fill:var(--copy)}
.text,.form{margin:.5rem 0;padding:.7rem .9rem;border:1px solid var(--line);border-radius:6px;background:var(--sunken);white-space:pre-wrap;unicode-bidi:plaintext}
.slot{border-radius:3px;background:var(--copy-ground);color:var(--copy);font-weight:600;text-decoration:underline dotted;text-underline-offset:3px}
.pair{margin:1rem 0}
.sides{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:.8rem}
.sides .text{margin:.2rem 0;font-size:.87rem}
del,ins{border-radius:3px;background:var(--copy-ground)}
del{text-decoration:line-through}
ins{font-weight:600;text-decoration:underline}
.tree{margin:.4rem 0;padding:0;list-style:none}
.tree li{padding:.12rem 0;break-inside:avoid}
.level-2{margin-inline-start:1.5rem}.level-3{margin-inline-start:3rem}.level-4{margin-inline-start:4.5rem}.level-5{margin-inline-start:6rem}
td a{overflow-wrap:anywhere}
code,.hash{font:.8rem ui-monospace,Menlo,Consolas,"Noto Sans Mono",monospace;overflow-wrap:anywhere}
pre{margin:.4rem 0;padding:.6rem .8rem;background:var(--sunken);white-space:pre-wrap}
.save{display:inline-block;padding:.35rem .8rem;border:1px solid var(--accent);border-radius:6px;font-weight:600;text-decoration:none}
@media(max-width:40rem){.sides{grid-template-columns:minmax(0,1fr)}}
@page{size:A4;margin:15mm 14mm 17mm;@bottom-right{content:counter(page) " / " counter(pages);font:9px sans-serif}}
@media print{
:root{color-scheme:light}
body{max-width:none;padding:0;font-size:10.5pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}
a{color:inherit;text-decoration:none}
.scroll{overflow:visible}
h1,h2,h3,h2+p,h3+p,caption,.pair>p{break-after:avoid}
tr,figure,.facts,.short,.form{break-inside:avoid}
thead{display:table-header-group}
p,.text,.form,li{orphans:3;widows:3}
.screen{display:none}
}
`;
