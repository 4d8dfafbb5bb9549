/** How the page looks, in light and in dark, on a small screen and on paper. */
export const STYLE: string = `
:root{color-scheme:light dark;--ground:#fbfbfa;--card:#fff;--ink:#1d2129;--soft:#5a6372;--line:#e1e3e8;--good:#1a7f4b;--bad:#b3372c;--part:#9a6a00;--accent:#2b5fc7;--tint:#f2f4f8;--track:#e1e3e8}
@media (prefers-color-scheme:dark){:root{--ground:#14171c;--card:#1b1f26;--ink:#e7e9ee;--soft:#a0a9b8;--line:#2e343f;--good:#5cc98f;--bad:#f0857a;--part:#e0b354;--accent:#8db4ff;--tint:#232832;--track:#343b47}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif}
.wide{max-width:74rem;margin:0 auto;padding:0 1.25rem}
.skip{position:absolute;left:-99rem}.skip:focus{left:.5rem;top:.5rem;background:var(--card);padding:.4rem .7rem;z-index:2}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
main:focus{outline:none}
a{color:var(--accent);text-decoration-thickness:1px;text-underline-offset:2px}
.top{background:var(--card);border-bottom:1px solid var(--line);padding:1.5rem 0 .9rem}
.mark{margin:0;color:var(--accent);font-weight:650;letter-spacing:.02em}
h1{margin:.1rem 0 .7rem;font-size:1.75rem;line-height:1.2;letter-spacing:-.01em;overflow-wrap:anywhere}
h2{margin:2.4rem 0 .8rem;font-size:1.2rem}
h3{margin:1.3rem 0 .5rem;font-size:.95rem}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.35rem 1.1rem;margin:0;padding:0}
.count{color:var(--soft);font-variant-numeric:tabular-nums}
.tools{margin-top:.9rem;display:flex;flex-wrap:wrap;gap:.5rem;align-items:center}.tools[hidden]{display:none}
input,button{font:inherit;color:inherit;background:var(--ground);border:1px solid var(--line);border-radius:6px;padding:.25rem .6rem}
input{width:18rem;max-width:60vw;margin-left:.35rem}button{cursor:pointer}button:hover{background:var(--tint)}
output{color:var(--soft)}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:.8rem;margin:1.4rem 0 0;padding:0;list-style:none}
.tiles li{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:.8rem 1rem}
.tiles b{display:block;font-size:1.6rem;line-height:1.25;font-weight:650;font-variant-numeric:tabular-nums}
.tiles span{display:block}.tiles .small{min-height:1.4em}
.small,.soft{color:var(--soft)}.small{font-size:.85rem}
.bar{display:block;width:100%;height:6px;margin-top:.5rem;border-radius:3px;overflow:hidden}
.bar .track{fill:var(--track)}.bar .fill{fill:var(--good)}.bar .before{fill:var(--soft)}.bar .low{fill:var(--part)}
.facts{margin:1rem 0 0;color:var(--soft);font-size:.9rem}
.table{overflow-x:auto;background:var(--card);border:1px solid var(--line);border-radius:10px}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.45rem .8rem;border-top:1px solid var(--line);overflow-wrap:anywhere}
thead th{border-top:0;font-weight:600;font-size:.85rem;color:var(--soft);white-space:nowrap}
tbody th{font-weight:500;min-width:11rem}
td.number,th.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
td.share{min-width:9rem}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.87em}
code{background:var(--tint);border-radius:4px;padding:.05em .3em;white-space:pre-wrap;overflow-wrap:anywhere}
pre{background:var(--tint);border-radius:8px;padding:.7rem .9rem;overflow:auto;max-height:34rem;margin:.5rem 0}
pre code{background:none;padding:0;white-space:pre}
details{background:var(--card);border:1px solid var(--line);border-radius:10px;margin:0 0 .6rem;overflow:hidden}
summary{cursor:pointer;padding:.6rem .9rem;font-weight:550;overflow-wrap:anywhere}
summary:hover{background:var(--tint)}summary .soft{font-weight:400}
summary:focus-visible{outline-offset:-3px;border-radius:10px}
.inside{padding:0 .9rem .9rem}.inside>:first-child{margin-top:.2rem}
details .table{border-radius:8px}
ul.plain{list-style:none;margin:0;padding:0}ul.plain li+li{margin-top:.15rem}
.rows{margin:0;padding:0;list-style:none}.rows li{padding:.45rem .1rem;border-top:1px solid var(--line);overflow-wrap:anywhere}.rows li:first-child{border-top:0}
.card{background:var(--card);border:1px solid var(--line);border-left:4px solid var(--part);border-radius:8px;padding:.7rem 1rem;margin:0 0 .6rem;overflow-wrap:anywhere}
.card p{margin:0}
.tag{display:inline-block;border:1px solid var(--line);border-radius:99px;padding:0 .55em;font-size:.8rem;color:var(--soft);white-space:nowrap}
.tag.good{color:var(--good);border-color:currentColor}.tag.bad{color:var(--bad);border-color:currentColor}.tag.part{color:var(--part);border-color:currentColor}
del{color:var(--bad);text-decoration:none}ins{color:var(--good);text-decoration:none}
mutation-test-report-app{display:block;background:var(--card);border:1px solid var(--line);border-radius:10px;min-height:12rem;padding-top:1.2rem;overflow:auto;contain:layout paint}
section:last-child{padding-bottom:3rem}
@media (max-width:40rem){h1{font-size:1.35rem}th,td{padding:.4rem .5rem}td.share{min-width:6rem}tbody th{min-width:0}.stack thead{display:none}.stack tr,.stack th,.stack td{display:block}.stack tr{border-top:1px solid var(--line);padding:.4rem 0}.stack tr:first-child{border-top:0}.stack tbody th,.stack td{border-top:0;padding:.15rem .7rem}}
@media print{.tools,.skip,nav{display:none}body{background:#fff}}
`;
