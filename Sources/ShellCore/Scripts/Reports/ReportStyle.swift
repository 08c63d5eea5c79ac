/// How the page of a report looks: light, dark, on paper and in a narrow window; the colours are the timeline's.
enum ReportStyle {
  static let sheet =
    """
    *{box-sizing:border-box}
    body{font:15px/1.5 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif;margin:0 auto;\
    max-width:72rem;padding:1.5rem 1.25rem 3rem}
    header{display:grid;grid-template-columns:auto 1fr;column-gap:.9rem;align-items:center;margin-bottom:1.5rem}
    header::before{content:"–";grid-row:span 2;width:2.6rem;height:2.6rem;border-radius:50%;display:grid;\
    place-items:center;font-size:1.4rem;font-weight:700}
    header.good::before{content:"✓"}header.bad::before{content:"✗"}
    h1{font-size:1.45rem;line-height:1.25;margin:0}h2{font-size:1.02rem;margin:0;overflow-wrap:anywhere}
    h3{font-size:.9rem;margin:0}p{margin:.25rem 0}header p{margin:0}
    code,pre,.place{font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
    code{overflow-wrap:anywhere}
    pre{overflow-x:auto;margin:.25rem 0 .5rem;padding:.5rem .75rem;border-radius:6px;border-left:4px solid}
    pre code{overflow-wrap:normal}
    section{border:1px solid;border-radius:8px;margin:0 0 1.25rem;overflow:hidden}
    .head{padding:.65rem 1rem;border-bottom:1px solid}
    .head{display:flex;flex-wrap:wrap;gap:.1rem 1rem;align-items:baseline;justify-content:space-between}
    .head p{margin:0;font-size:.9rem}
    h3{padding:.8rem 1rem 0}
    .sign{display:inline-block;width:1.25em;height:1.25em;margin-right:.35em;border-radius:50%;overflow:hidden;\
    vertical-align:-.25em;font-size:inherit;line-height:1.25;text-align:center;white-space:nowrap}
    .sign::before{content:"–";display:block;height:100%}
    .sign.good::before{content:"✓"}.sign.bad::before{content:"✗"}
    ol{list-style:none;margin:0;padding:0}
    li{border-top:1px solid}.head+ol li:first-child{border-top:0}
    .step,summary{display:flex;flex-wrap:wrap;gap:.1rem .55rem;align-items:baseline;padding:.3rem 1rem .3rem 2.1rem;\
    position:relative}
    .step code,summary code{flex:1 1 20rem;min-width:0}
    .facts{margin-left:auto;font-size:.87rem;font-variant-numeric:tabular-nums}
    .place{min-width:2.2rem;text-align:right}
    summary{cursor:pointer;list-style:none}summary::-webkit-details-marker{display:none}
    summary::before{content:"";position:absolute;left:1rem;top:.82rem;border:.3rem solid transparent;\
    border-left-color:currentColor;border-right-width:0}
    details[open] summary::before{border:.3rem solid transparent;border-top-color:currentColor;border-bottom-width:0}
    details div,details p,details pre{margin-left:2.1rem;margin-right:1rem}
    section pre.own{margin:.8rem 1rem}.exchange p,.exchange pre{margin-left:0;margin-right:0}
    details[open]{padding-bottom:.5rem}
    details .exchange{margin-top:.25rem;margin-bottom:.75rem}
    .wide{overflow-x:auto}
    .wide .t-picture{display:block;max-width:none;height:auto}
    table{border-collapse:collapse;width:100%}
    th{font-size:.82rem;font-weight:600}
    th,td{text-align:left;padding:.4rem 1rem;vertical-align:top}tbody tr{border-top:1px solid}
    td:nth-child(2),td:last-child{overflow-wrap:anywhere;min-width:8rem}td:last-child{width:99%}
    td:nth-child(1),td:nth-child(3),td:nth-child(4){white-space:nowrap}
    td .sign{margin-right:0}
    @media(max-width:40rem){
    body{padding:1rem .6rem 2rem}.step,summary{padding-right:.6rem}th,td{padding:.35rem .6rem}
    .step code,summary code{flex-basis:11rem}details div,details p,details pre{margin-left:1rem;margin-right:.6rem}
    }

    """ + rules(isDark: false) + "@media screen and (prefers-color-scheme:dark){\n"
    + rules(isDark: true)
      + """
      }
      @media print{
      body{max-width:none;padding:0;font-size:10pt}code,pre,.place{font-size:8.5pt}
      section{overflow:visible}.wide{overflow:visible}
      pre,.exchange,li,svg,tr,.head{break-inside:avoid}h1,h2,h3,.head,header{break-after:avoid}
      pre{white-space:pre-wrap;overflow-wrap:anywhere}.wide .t-picture{max-width:100%}
      header::before,.sign,pre,.head{print-color-adjust:exact;-webkit-print-color-adjust:exact}
      }

      """

  private static func rules(isDark: Bool) -> String {
    func color(_ meaning: String) -> String {
      let found = TimelinePicture.colors.first { $0.meaning == meaning }
      return found.map { isDark ? $0.dark : $0.light } ?? "inherit"
    }
    let raised = isDark ? "#161b22" : "#f6f8fa"
    let signs = ["good", "bad", "muted"].map {
      "header.\($0)::before,.sign.\($0)::before{background:\(color($0));color:\(color("ground"))}"
    }
    return """
      body{background:\(color("ground"));color:\(color("ink"))}
      a,a:visited{color:\(color("bar"))}
      .good{color:\(color("good"))}.bad{color:\(color("bad"))}.muted,.place,th{color:\(color("muted"))}
      header h1{color:\(color("ink"))}header p{color:\(color("muted"))}header p.bad{color:\(color("bad"))}
      \(signs.joined(separator: "\n"))
      pre,.head,summary:hover{background:\(raised)}
      pre,section,.head,li,tbody tr{border-color:\(color("grid"))}pre.bad-edge{border-color:\(color("bad"))}

      """
  }
}
