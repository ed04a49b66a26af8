extension Report {
  /// The style sheet: light, dark and print; narrow screens by their width, not by device.
  static let style = """

    :root {
      color-scheme: light dark;
      --paper: #ffffff; --ink: #1b1f24; --quiet: #59636e; --line: #d5dae0; --panel: #f5f7f9;
      --train: #b04a00; --test: #0b5cc4; --validation: #2c7a3f; --right: 11, 92, 196; --wrong: 226, 112, 0;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --paper: #14171b; --ink: #e8ebee; --quiet: #a2acb7; --line: #363d45; --panel: #1d2127;
        --train: #ffa657; --test: #79b4ff; --validation: #7ed491; --right: 88, 150, 240; --wrong: 240, 136, 30;
      }
      img.ink { filter: invert(1); }
      img.weights, .key { filter: invert(1) hue-rotate(180deg); }
    }
    * { box-sizing: border-box; }
    body {
      margin: 0; background: var(--paper); color: var(--ink);
      font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", sans-serif;
      font-variant-numeric: tabular-nums; -webkit-text-size-adjust: 100%;
    }
    main { max-width: 1040px; margin: 0 auto; padding: 28px 16px 56px; }
    h1 { font-size: 1.75rem; line-height: 1.2; margin: 0; }
    h2 { font-size: 1.2rem; line-height: 1.3; margin: 0 0 8px; padding-top: 14px; border-top: 1px solid var(--line); }
    p { margin: 0 0 14px; max-width: 72ch; }
    a { color: var(--test); }
    header p { margin: 6px 0 0; color: var(--quiet); }
    header .note { margin-top: 12px; padding: 8px 12px; color: var(--ink); background: var(--panel);
      border-left: 4px solid var(--train); }
    code { font: .92em ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
    section { margin-top: 34px; }
    .facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 10px; margin: 20px 0 0; }
    .facts div { background: var(--panel); border-radius: 8px; padding: 10px 14px; }
    .facts dt { color: var(--quiet); font-size: .85rem; }
    .facts dd { margin: 0; font-size: 1.6rem; line-height: 1.25; font-weight: 600; }
    .facts small { font-size: .9rem; font-weight: 400; color: var(--quiet); white-space: nowrap; }
    .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 330px), 1fr)); gap: 18px 32px; }
    figure { margin: 0; min-width: 0; }
    figcaption { font-weight: 600; }
    .chart { display: block; width: 100%; height: auto; max-width: 560px; }
    .chart text { font-size: 13px; fill: var(--ink); }
    .chart .tick { fill: var(--quiet); }
    .chart .value { font-weight: 600; }
    .grid { stroke: var(--line); stroke-width: 1; fill: none; }
    .base { stroke: var(--quiet); stroke-width: 1; fill: none; }
    .line { fill: none; stroke-width: 2; stroke-linejoin: round; }
    .line.train { stroke: var(--train); stroke-dasharray: 6 4; }
    .line.test { stroke: var(--test); }
    .line.validation { stroke: var(--validation); stroke-dasharray: 2 3; }
    .best { stroke: var(--quiet); stroke-width: 1; stroke-dasharray: 1 3; fill: none; }
    .mark { stroke: var(--paper); stroke-width: 1; }
    .mark.train { fill: var(--train); }
    .mark.test { fill: var(--test); }
    .mark.validation { fill: var(--validation); }
    .wide { overflow-x: auto; }
    details { margin-top: 12px; }
    summary { cursor: pointer; color: var(--quiet); }
    table { border-collapse: collapse; }
    .numbers { margin-top: 8px; font-size: .9rem; }
    .numbers th, .numbers td { padding: 2px 12px; text-align: right; font-weight: 400; }
    .numbers th { color: var(--quiet); }
    .numbers tbody tr { border-top: 1px solid var(--line); }
    .matrix { width: 100%; max-width: 760px; table-layout: fixed; border-collapse: separate; border-spacing: 1px;
      font-size: clamp(9.5px, 2.6vw, 15px); }
    .matrix caption { caption-side: bottom; text-align: left; color: var(--quiet); font-size: .85rem; padding-top: 8px; }
    .matrix td, .matrix th { padding: 0; height: 2.5em; text-align: center; }
    .matrix th { font-weight: 600; }
    .matrix .rate { color: var(--quiet); font-weight: 400; font-size: .9em; }
    .matrix .corner, .matrix thead tr:first-child th { color: var(--quiet); font-weight: 400; font-size: .9em; }
    .matrix abbr { text-decoration: none; }
    .right, .wrong, .key, .none { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
    .none { color: var(--quiet); background: var(--panel); }
    .right { background: rgba(var(--right), var(--a, 0)); font-weight: 600; outline: 1px solid var(--test);
      outline-offset: -1px; }
    .wrong { background: rgba(var(--wrong), var(--a, 0)); }
    ul { list-style: none; margin: 0; padding: 0; }
    .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(108px, 1fr)); gap: 16px 8px; }
    .cards li { font-size: .78rem; line-height: 1.4; break-inside: avoid; }
    .frame { width: 90px; height: 90px; display: flex; align-items: center; justify-content: center;
      border: 1px solid var(--line); margin-bottom: 4px; }
    .cards b { font-size: 1rem; }
    .quiet { color: var(--quiet); }
    img { display: block; image-rendering: pixelated; }
    .tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(56px, 1fr)); gap: 4px; }
    .tiles li { display: flex; justify-content: center; align-items: flex-start; }
    .key { display: inline-block; width: .8em; height: .8em; }
    .plus { background: #103e96; border: 1px solid var(--quiet); }
    .minus { background: #e27608; border: 1px solid var(--quiet); }
    .list { width: 100%; font-size: .95rem; align-self: start; }
    .list caption { text-align: left; font-weight: 600; padding-bottom: 4px; }
    .list tr { border-top: 1px solid var(--line); }
    .list th { text-align: left; font-weight: 400; color: var(--quiet); padding: 4px 12px 4px 0; vertical-align: top;
      width: 42%; }
    .list td { padding: 4px 0; }
    @media (max-width: 480px) {
      .tiles { grid-template-columns: repeat(auto-fill, minmax(41px, 1fr)); }
      .tiles img { width: 41px; height: auto; min-height: 10px; }
    }
    @media print {
      :root {
        --paper: #ffffff; --ink: #000000; --quiet: #444444; --line: #bbbbbb; --panel: #f2f2f2;
        --train: #b04a00; --test: #0b5cc4; --validation: #2c7a3f; --right: 11, 92, 196; --wrong: 226, 112, 0;
      }
      img.ink, img.weights, .key { filter: none; }
      @page { margin: 14mm; }
      body { font-size: 10.5pt; }
      main { max-width: none; padding: 0; }
      section { margin-top: 16px; }
      p { margin-bottom: 8px; }
      figure, .matrix, .list, header { break-inside: avoid; }
      h2, h2 + p { break-after: avoid; }
      .pair { grid-template-columns: 1fr 1fr; }
      .matrix { font-size: 9pt; max-width: 150mm; }
      .matrix td, .matrix th { height: 1.9em; }
      .cards { grid-template-columns: repeat(8, 1fr); gap: 8px 4px; }
      .cards li { font-size: 7.5pt; }
      .frame { width: 66px; height: 66px; }
      .frame img { max-width: 62px; max-height: 62px; }
      .tiles { grid-template-columns: repeat(20, 1fr); gap: 4px; }
      .tiles img { width: 100%; height: auto; min-height: 9px; }
      .tiles li { break-inside: avoid; }
      .facts { grid-template-columns: repeat(4, 1fr); }
      details:not([open]) { display: none; }
    }

    """
}
