namespace Nf.Rig;

/// <summary>
/// The page's style sheet. Texts have a contrast of at least 4.5 to what is behind them, lines of at least 3 (WCAG 2.2, 1.4.3 and 1.4.11), in both
/// sets of colours. Curves differ by their dashes, too.
/// </summary>
internal static class HtmlStyle
{
    /// <summary>The sheet. It holds no character that HTML or XML would have to escape.</summary>
    public const string Sheet = Light + Dark + Page + Tables + Plots + Narrow + Print;

    // The first four curve colours after Okabe and Ito, "Color universal design", 2008, darkened for a white ground.
    private const string Light = """
        :root { color-scheme: light dark;
          --ground: #ffffff; --panel: #f6f7f9; --edge: #868e99; --rule: #d9dde3; --text: #1c2128; --quiet: #57606a; --link: #0550ae;
          --passed: #116329; --failed: #b3171f; --skipped: #57606a; --passed-ground: #e3f4e8; --failed-ground: #fde8e8; --skipped-ground: #eceff2;
          --c0: #0060a8; --c1: #b34700; --c2: #00714f; --c3: #9a3b78; --c4: #5b5b00; --c5: #444c56; }

        """;

    private const string Dark = """
        @media screen and (prefers-color-scheme: dark) { :root {
          --ground: #14181d; --panel: #1c2128; --edge: #768390; --rule: #363e48; --text: #e6eaef; --quiet: #a5b0bc; --link: #7cb7ff;
          --passed: #6fdd8b; --failed: #ff9492; --skipped: #a5b0bc; --passed-ground: #16301f; --failed-ground: #421d20; --skipped-ground: #2a313a;
          --c0: #6cb6ff; --c1: #f0a35e; --c2: #57d3a8; --c3: #ee9fd0; --c4: #d9d05a; --c5: #c5ced8; } }

        """;

    private const string Page = """
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 1.5rem; max-width: 68rem; background: var(--ground); color: var(--text);
          font: 15px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; overflow-wrap: anywhere; }
        h1, h2 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .4rem; }
        h3 { font-size: 1.05rem; margin: 0 0 .5rem; }
        a { color: var(--link); }
        p { margin: 0 0 .5rem; }
        .summary, .number, .where { color: var(--quiet); }
        .number { font-weight: normal; }
        code { font: .88em ui-monospace, "DejaVu Sans Mono", Consolas, monospace; user-select: all; }
        header, section + section { margin-bottom: 2rem; }
        section + section { border-top: 2px solid var(--rule); padding-top: 2rem; }
        .part { margin-top: 1.6rem; }
        .badge { display: inline-block; padding: 0 .5em; border-radius: .35em; font-weight: 600; white-space: nowrap; }
        h2 .badge { margin-right: .3em; }
        .badge.passed { background: var(--passed-ground); } .badge.failed { background: var(--failed-ground); }
        .badge.skipped { background: var(--skipped-ground); }
        span.passed { color: var(--passed); } span.failed { color: var(--failed); } span.skipped { color: var(--skipped); }
        .failure { margin: 1rem 0; padding: .7rem 1rem .4rem; background: var(--failed-ground); border-left: 5px solid var(--failed); border-radius: .3rem; }
        .failure .where { color: var(--text); }
        dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(15rem, 45%), 1fr)); gap: .5rem 1.5rem; margin: .8rem 0; }
        dt { color: var(--quiet); font-size: .85rem; } dd { margin: 0; } .failure dt { color: var(--text); }
        .facts div:last-child { grid-column: span 2; }
        .pictures { display: flex; flex-wrap: wrap; gap: 1.2rem; }
        figure { margin: 0; max-width: 100%; } figcaption { color: var(--quiet); font-size: .88rem; }
        img { display: block; width: 320px; max-width: 100%; border: 1px solid var(--edge); image-rendering: pixelated; }

        """;

    private const string Tables = """
        table { border-collapse: collapse; width: 100%; }
        th { text-align: left; color: var(--quiet); font-weight: 600; font-size: .85rem; white-space: nowrap; }
        th, td { padding: .3rem .7rem .3rem 0; border-bottom: 1px solid var(--rule); vertical-align: top; }
        td.figure { font-variant-numeric: tabular-nums; white-space: nowrap; }
        td.marks { letter-spacing: .12em; font-weight: 600; }
        .where { font-size: .85rem; }
        .reason { font-size: .93rem; } tr.failed .reason { color: var(--failed); }
        .log { max-height: 24rem; overflow-y: auto; background: var(--panel); border: 1px solid var(--rule); padding: .3rem .8rem; font-size: .92rem; }
        .log td { border: 0; padding: .1rem .9rem .1rem 0; } .log td:first-child, .log td:nth-child(2) { white-space: nowrap; } .log td:last-child { width: 100%; white-space: pre-wrap; }
        .level-warning, .level-error { font-weight: 600; } .level-error { color: var(--failed); }

        """;

    private const string Plots = """
        svg.plot { display: block; width: 100%; height: auto; font-size: 13px; fill: var(--text); }
        .frame { fill: none; stroke: var(--edge); } .grid { stroke: var(--rule); }
        .mark { fill: var(--quiet); } .end { text-anchor: end; } .middle { text-anchor: middle; } .legend { font-weight: 600; }
        .curve { fill: none; stroke-width: 2; stroke-linejoin: round; }
        .c0 { stroke: var(--c0); } .c1 { stroke: var(--c1); stroke-dasharray: 9 3; } .c2 { stroke: var(--c2); stroke-dasharray: 3 3; }
        .c3 { stroke: var(--c3); stroke-dasharray: 12 3 3 3; } .c4 { stroke: var(--c4); stroke-dasharray: 6 6; } .c5 { stroke: var(--c5); stroke-dasharray: 2 6; }
        .f0 { fill: var(--c0); } .f1 { fill: var(--c1); } .f2 { fill: var(--c2); } .f3 { fill: var(--c3); } .f4 { fill: var(--c4); } .f5 { fill: var(--c5); }
        .step { fill: var(--quiet); font-size: 12px; } .step-tick { stroke: var(--edge); } .failed-step { fill: var(--failed); font-weight: 700; }
        .failed-span { fill: var(--failed-ground); } .failed-moment { stroke: var(--failed); stroke-width: 2; }
        .reader { fill: var(--text); fill-opacity: 0; } .reader:hover { fill-opacity: .12; }

        """;

    // A drawing shrinks with the page; its letters must not.
    private const string Narrow = """
        @media screen and (max-width: 640px) {
          body { padding: 1rem; }
          svg.plot { font-size: 27px; } .step { font-size: 26px; } .odd { display: none; } .curve { stroke-width: 3.5; }
          thead { display: none; }
          tr { display: flex; flex-wrap: wrap; gap: 0 .8rem; padding: .4rem 0; border-bottom: 1px solid var(--rule); }
          td { border: 0; padding: 0; } td:empty { display: none; }
          .log tr { border: 0; padding: 0; } .steps td:nth-child(3) { order: 1; flex-basis: 100%; }
        }

        """;

    private const string Print = """
        @media print {
          body { padding: 0; max-width: none; font-size: 10pt; }
          .log { max-height: none; overflow: visible; } * { print-color-adjust: exact; }
          svg, figure, tr, .failure { break-inside: avoid; } section + section { break-before: page; }
        }
        """;
}
