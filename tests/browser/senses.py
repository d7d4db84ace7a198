"""What a ruler finds on a page: the order of headings, small targets, cut text, things that move."""

from __future__ import annotations

__all__ = ["AXE", "AXE_QUICKLY", "CLIPPED", "MOVED", "ORDER", "SMALL", "SPACED", "WATCH_MOVES"]

SPACED = (
    ".lpc * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }"
    ".lpc p { margin-bottom: 2em !important; }"
)
SHOWN = """
  const shown = (e) => e.checkVisibility({ visibilityProperty: true }) && e.getBoundingClientRect().width > 1;
  const name = (e) => `${e.tagName.toLowerCase()}.${e.className} ${(e.textContent || e.id).trim().slice(0, 40)}`;
  const controls = [...document.querySelectorAll(".lpc :is(button, a, input, select, textarea, summary)")]
    .filter((e) => shown(e) && !e.closest(".js-plotly-plot"));
"""
ORDER = f"""() => {{ {SHOWN}
  const found = [];
  let before = 0;
  for (const e of [...document.querySelectorAll(":is(h1, h2, h3, h4)")].filter(shown)) {{
    const level = Number(e.tagName[1]);
    if (level > before + 1) found.push(`h${{before}} is followed by ${{name(e)}}`);
    before = level;
  }}
  return found;
}}"""
SMALL = f"""() => {{ {SHOWN}
  const inText = (e) => e.closest("p, li, td, th, dd") && getComputedStyle(e).display.startsWith("inline");
  return controls.filter((e) => {{
    const box = (e.labels?.[0]?.contains(e) ? e.labels[0] : e).getBoundingClientRect();
    return (box.width < 24 || box.height < 24) && !inText(e);
  }}).map(name);
}}"""
CLIPPED = f"""() => {{ {SHOWN}
  const found = [];
  for (const e of document.querySelectorAll(".lpc *")) {{
    const style = getComputedStyle(e);
    if (style.overflowY !== "hidden" && style.overflowX !== "hidden") continue;
    if (!shown(e) || e.closest("svg, .lp-plot, .lp-vh, .is-past, .lp-fig")) continue;
    if (e.scrollHeight > e.clientHeight + 2 || e.scrollWidth > e.clientWidth + 2) found.push(`cut: ${{name(e)}}`);
  }}
  const rects = controls.filter((e) => !e.closest("p, label")).map((e) => [e, e.getBoundingClientRect()]);
  rects.forEach(([e, a], n) => rects.slice(n + 1).forEach(([other, b]) => {{
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (wide > 2 && high > 2 && !e.contains(other)) found.push(`overlap: ${{name(e)}} and ${{name(other)}}`);
  }}));
  return found;
}}"""
WATCH_MOVES = """
  window.lpMoved = 0;
  new PerformanceObserver((list) => {
    for (const each of list.getEntries()) if (!each.hadRecentInput) window.lpMoved += each.value;
  }).observe({ type: "layout-shift", buffered: true });
"""
MOVED = "() => window.lpMoved"
AXE = "async () => (await axe.run(document, { resultTypes: ['violations'] })).violations"
# Contrast takes three quarters of axe's time. It hangs on colours, size and weight, so one text of each look will do.
AXE_QUICKLY = """async () => {
  const seen = new Set();
  const ground = (e) => e ? ["backgroundColor", "backgroundImage", "opacity"].map((name) => getComputedStyle(e)[name])
    .join(" ") + ground(e.parentElement) : "";
  for (const e of document.querySelectorAll("body *")) {
    const says = e.matches("input, textarea, select")
      || [...e.childNodes].some((each) => each.nodeType === Node.TEXT_NODE && each.data.trim());
    const { color, fontSize, fontWeight } = getComputedStyle(e);
    const look = [e.checkVisibility({ visibilityProperty: true }), color, fontSize, fontWeight, ground(e)].join();
    e.toggleAttribute("data-look", says && !seen.has(look));
    if (says) seen.add(look);
  }
  const rest = { resultTypes: ["violations"], rules: { "color-contrast": { enabled: false } } };
  const contrast = { resultTypes: ["violations"], runOnly: ["color-contrast"] };
  const found = [await axe.run(document, rest), await axe.run({ include: ["[data-look]"] }, contrast)];
  return found.flatMap((each) => each.violations);
}"""
