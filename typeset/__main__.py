"""``python -m typeset``: write the source document and its registry to ``data/raw``."""

from pathlib import Path

from typeset.draw import draw
from typeset.registry import write
from typeset.transcription import load_transcription

if __name__ == "__main__":
    for path in write(draw(load_transcription()), Path(__file__).parent.parent / "data" / "raw"):
        print(path)
