"""One tree of exceptions.  Every message is a sentence that names the thing and the remedy."""


class AtlasError(Exception):
    """Base of everything the program raises on purpose."""


class SourceError(AtlasError):
    """A source cannot be read as it is."""


class SettingsError(AtlasError):
    """A setting or ``incident.toml`` is wrong."""


class GazetteerError(AtlasError):
    """The gazetteer is missing or was built by another version: build it again."""


class ChildError(AtlasError):
    """A process that reads texts or files cannot be started."""


class StoreError(AtlasError):
    """The store cannot be opened or was written by a newer version."""


class FileError(AtlasError):
    """A file cannot be written."""


class SelectionError(AtlasError):
    """What was chosen is not in the incident."""


class ExportError(AtlasError):
    """A file cannot be made of what was asked for."""


class AccessError(AtlasError):
    """Somebody who may only look wants to change something."""
