/// How the page of a report looks: light, dark, on paper and in a narrow window; the colours are the timeline's.
enum ReportStyle {
  static let sheet =
    """
    body{font:15px/1.5 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif;margin:0 auto;\
    max-width:72rem;padding:1rem 1.25rem 3rem}
    h1{font-size:1.5rem;margin:.5rem 0 0}h2{font-size:1.1rem;margin:2rem 0 .25rem;overflow-wrap:anywhere}
    p{margin:.25rem 0}
    code,pre,.place{font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
    code{overflow-wrap:anywhere}
    pre{overflow-x:auto;margin:.25rem 0 .5rem;padding:.5rem .75rem;border-radius:6px;border-left:4px solid}
    pre code{overflow-wrap:normal}
    ol{list-style:none;margin:.5rem 0;padding:0}
    li{border-top:1px solid;padding:.15rem 0}
    .step{padding-left:1.1rem}
    summary{cursor:pointer}
    details[open]{padding-bottom:.5rem}
    .exchange{margin:.25rem 0 .5rem 1.1rem}details pre.bad-edge{margin-left:1.1rem}
    .wide{overflow-x:auto}
    .t-picture{height:auto}
    table{border-collapse:collapse}th,td{text-align:left;padding:.2rem 1rem .2rem 0;vertical-align:top}
    td:nth-child(2),td:last-child{overflow-wrap:anywhere}

    """ + rules(isDark: false) + "@media (prefers-color-scheme:dark){\n" + rules(isDark: true)
      + """
      }
      @media print{
      body{max-width:none;padding:0;font-size:11pt}
      pre,.exchange,li,svg,tr{break-inside:avoid}h2{break-after:avoid}
      pre{white-space:pre-wrap;overflow-wrap:anywhere}
      }

      """

  private static func rules(isDark: Bool) -> String {
    func color(_ meaning: String) -> String {
      let found = TimelinePicture.colors.first { $0.meaning == meaning }
      return found.map { isDark ? $0.dark : $0.light } ?? "inherit"
    }
    return """
      body{background:\(color("ground"));color:\(color("ink"))}
      a,a:visited{color:\(color("bar"))}
      .good{color:\(color("good"))}.bad{color:\(color("bad"))}.muted,.place,th{color:\(color("muted"))}
      pre{background:\(isDark ? "#161b22" : "#f6f8fa")}
      pre,li{border-color:\(color("grid"))}pre.bad-edge{border-color:\(color("bad"))}

      """
  }
}
