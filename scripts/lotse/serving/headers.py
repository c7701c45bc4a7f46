"""Headers: the same rules written for each of the usual web servers, as files that lie in the website itself."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from ..settings import Settings
from . import policy
from .delivery import (
    ASK_EACH_TIME,
    FEED,
    FEED_TYPE,
    FOR_A_YEAR,
    HIDDEN,
    IN_UTF_8,
    LASTING,
    LASTING_FOLDERS,
    NOT_FOUND,
    OPEN,
    OPEN_FOLDERS,
    TYPES,
    WORTH_PACKING,
)

_FOR_ALL = {"Access-Control-Allow-Origin": "*"}
_ABOUT = """# Von lotse erzeugt, bei jedem Bauen neu: Ändern Sie hier nichts. Eigenes gehört in die Einstellungen Ihres Servers.
# Was die Zeilen bedeuten, auch zu HTTPS (HSTS), steht im Projektarchiv in docs/betrieb.md.
"""


def files(settings: Settings) -> Mapping[str, str]:
    """Return path from the root of the site -> text of the file for each kind of server."""
    home = f"{urlsplit(settings.address).path.rstrip('/')}/"
    return {"_headers": _for_hosters(), ".htaccess": _for_apache(home), "_nginx.conf": _for_nginx(home)}


def _for_hosters() -> str:
    """Netlify and Cloudflare Pages. They join the values of a header that two rules set, so no two rules set the same."""
    rules: dict[str, Mapping[str, str]] = {"/*": policy.headers()}
    rules |= {f"/{folder}/*": _FOR_ALL for folder in OPEN_FOLDERS}
    rules[f"/{FEED}"] = {**_FOR_ALL, "Content-Type": f"{FEED_TYPE}; charset=utf-8"}
    rules["/api/catalog.ttl"] = {"Content-Type": f"{TYPES['ttl']}; charset=utf-8"}
    rules["/api/catalog.jsonld"] = {"Content-Type": TYPES["jsonld"]}
    rules |= {f"/{folder}/*": {"Cache-Control": FOR_A_YEAR} for folder in LASTING_FOLDERS}
    written = [
        "\n".join([place, *(f"  {name}: {value}" for name, value in headers.items())])
        for place, headers in rules.items()
    ]
    return "\n\n".join([_ABOUT.rstrip(), *written]) + "\n"


def _for_apache(home: str) -> str:
    """Apache, from 2.4 on. All of it is allowed with `AllowOverride FileInfo`; what a missing module would do is left out."""
    always = "\n".join(f'  Header always set {name} "{value}"' for name, value in policy.headers().items())
    types = "\n".join(f"  AddType {kind} .{ending}" for ending, kind in TYPES.items())
    endings = " ".join(f".{ending}" for ending, kind in TYPES.items() if kind in IN_UTF_8)
    return rf"""{_ABOUT}
ErrorDocument 404 "{home}{NOT_FOUND}"

<IfModule mod_alias.c>
  RedirectMatch 404 "{HIDDEN}"
</IfModule>

<IfModule mod_mime.c>
{types}
  AddCharset utf-8 .html {endings}
  <Files "{FEED}">
    ForceType "{FEED_TYPE}; charset=utf-8"
  </Files>
</IfModule>

<IfModule mod_headers.c>
{always}
  Header always set Access-Control-Allow-Origin "*" "expr=%{{REQUEST_URI}} =~ m#{OPEN}#"
  Header set Cache-Control "{ASK_EACH_TIME}"
  Header set Cache-Control "{FOR_A_YEAR}" "expr=%{{REQUEST_URI}} =~ m#{LASTING}#"
</IfModule>

<IfModule mod_deflate.c>
  <IfModule mod_filter.c>
    AddOutputFilterByType DEFLATE text/html {" ".join(dict.fromkeys(WORTH_PACKING))}
  </IfModule>
  # Apache gibt gepackten Dateien ein anderes Merkmal (ETag). Ohne diese Zeile erkennt es sie nicht wieder.
  <IfModule mod_headers.c>
    RequestHeader edit "If-None-Match" "^\"(.+)-gzip\"$" "\"$1-gzip\", \"$1\""
  </IfModule>
</IfModule>
"""


def _for_nginx(home: str) -> str:
    """Nginx: lines for a `server` or `location`. A header with an empty value is not sent."""
    always = "\n".join(f'add_header {name} "{value}" always;' for name, value in policy.headers().items())
    types = "\n".join(f"  {kind} {ending};" for ending, kind in TYPES.items())
    return f"""{_ABOUT}
error_page 404 "{home}{NOT_FOUND}";
location ~ "{HIDDEN}" {{ return 404; }}

types {{
{types}
}}
charset utf-8;
charset_types {" ".join(dict.fromkeys(IN_UTF_8))};

set $lotse_readers "";
if ($uri ~ "{OPEN}") {{ set $lotse_readers "*"; }}
set $lotse_keep "{ASK_EACH_TIME}";
if ($uri ~ "{LASTING}") {{ set $lotse_keep "{FOR_A_YEAR}"; }}
location ~ "/{re.escape(FEED)}$" {{
  types {{ }}
  default_type {FEED_TYPE};
  set $lotse_readers "*";
  set $lotse_keep "{ASK_EACH_TIME}";
}}

{always}
add_header Access-Control-Allow-Origin $lotse_readers always;
add_header Cache-Control $lotse_keep;

gzip on;
gzip_vary on;
gzip_types {" ".join(dict.fromkeys(WORTH_PACKING))};
"""
