"""Readme: what people read first who unpack the copy."""

from ..pages.press import date
from ..settings import Settings

_TEXT = """\
{name}: die Website ohne Netz
{line}

{state}So öffnen Sie die Kopie:

1. Entpacken Sie die ZIP-Datei ganz, bevor Sie etwas öffnen. In Windows: Klicken Sie mit der rechten
   Maustaste auf die ZIP-Datei, und wählen Sie „Alle extrahieren“. Im ZIP-Ordner selbst
   geht es nicht: Der Browser fände nur die eine Datei und nicht die anderen.
2. Öffnen Sie den neuen Ordner „kooperationslotse“.
3. Klicken Sie doppelt auf die Datei „index.html“. Windows zeigt sie oft nur als „index“.

Sie müssen nichts installieren und brauchen keine Verbindung zum Netz.

Ihre Notizen, Vorhaben und Entwürfe bleiben in Ihrem Browser auf diesem Rechner. Sie hängen am Ort
des Ordners: Verschieben Sie ihn nicht, oder sichern Sie Ihre Vorhaben vorher als Datei.

Was in der Kopie geht und was nicht, steht auf der Seite „Ohne Netz benutzen“: offline/index.html
{address}"""


def text(settings: Settings, state: str) -> bytes:
    """Return the readme of the website; `state` is the day of its latest review, or empty."""
    written = _TEXT.format(
        name=settings.name,
        line="=" * (len(settings.name) + len(": die Website ohne Netz")),
        state=f"Stand: {date(state)}\n\n" if state else "",
        address=f"\nDie neueste Fassung finden Sie unter {settings.address}\n" if settings.address else "",
    )
    return written.replace("\n", "\r\n").encode("utf-8-sig")  # so that every editor of Windows shows it rightly
