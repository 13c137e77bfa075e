"""Everything that can go wrong while official documents are fetched.

OgpError                     as all errors (corpus/errors.py)
├── SourceUnknown            the catalog of official documents lists none of that name
├── FetchLocked              another process is fetching into the same home
└── FetchError               one document could not be fetched
    ├── FetchAddressBad      not an http or https address, or one with a password in it
    ├── FetchAddressPrivate  the name leads to an address that is not public
    ├── FetchDowngrade       redirected from https to http
    ├── FetchRedirects       redirected too often
    ├── FetchHostUnknown     the name has no address
    ├── FetchUnreachable     no connection, or none that held
    ├── FetchForbidden       the site's robots.txt asks not to
    ├── FetchRobotsUnknown   whether the site allows it could not be found out
    ├── FetchRefused         the site answered with an error
    ├── FetchBusy            the site asks to come back later than we wait
    ├── FetchTooLarge        more bytes than the limit
    ├── FetchWrongType       the content is not what the catalog says
    ├── FetchDamaged         what came cannot be unpacked, or is not what was asked for
    └── FetchInterrupted     the connection broke; what came is kept
"""

from __future__ import annotations

from corpus.errors import OgpError


class SourceUnknown(OgpError):
    template = "The catalog lists no document {name}."


class FetchLocked(OgpError):
    template = "Another process is fetching documents into {home}."


class FetchError(OgpError):
    """One document could not be fetched. `name` is its id in the catalog, `url` the address that was asked."""

    template = "{name}: could not be fetched from {url}."


class FetchAddressBad(FetchError):
    template = "{name}: {url} is not an http or https address without a password."


class FetchAddressPrivate(FetchError):
    template = "{name}: {host} leads to {address}, which is not a public address; nothing was sent there."


class FetchDowngrade(FetchError):
    template = "{name}: the site leads from https to the unencrypted {url}."


class FetchRedirects(FetchError):
    template = "{name}: the site leads on more than {limit} times, at last to {url}."


class FetchHostUnknown(FetchError):
    template = "{name}: no address was found for {host}."


class FetchUnreachable(FetchError):
    template = "{name}: {host} could not be reached ({reason})."


class FetchForbidden(FetchError):
    template = "{name}: {host} asks programs not to fetch {url} (robots.txt)."


class FetchRobotsUnknown(FetchError):
    template = "{name}: {host} could not say what programs may fetch (robots.txt: {reason})."


class FetchRefused(FetchError):
    template = "{name}: {host} answered with status {status} for {url}."


class FetchBusy(FetchError):
    template = "{name}: {host} asks to come back in {seconds} seconds."


class FetchTooLarge(FetchError):
    template = "{name}: {url} has more than the limit of {limit} MB."


class FetchWrongType(FetchError):
    template = "{name}: the catalog says {expected}, but what {url} sends looks like {found}."


class FetchDamaged(FetchError):
    template = "{name}: what {url} sends is damaged ({reason})."


class FetchInterrupted(FetchError):
    template = "{name}: the connection to {host} broke after {megabytes} MB; what came is kept."
