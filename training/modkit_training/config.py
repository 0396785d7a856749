"""The one configuration file (config.toml) and where data lies."""
import tomllib
from pathlib import Path

PACKAGE_ROOT = Path(__file__).resolve().parent.parent


class Config:
    """config.toml as plain sections, plus the folders every stage reads and writes."""

    def __init__(self, path=None, data_folder=None):
        self.path = Path(path or PACKAGE_ROOT / "config.toml").resolve()
        with self.path.open("rb") as file:
            self.sections = tomllib.load(file)
        self.data = Path(data_folder).resolve() if data_folder else PACKAGE_ROOT / "data"

    def __getitem__(self, section):
        return self.sections[section]

    def network(self, name):
        """The settings of one of the networks."""
        networks = self.sections["networks"]
        if name not in networks:
            raise SystemExit(f"--network {name}: config.toml has {', '.join(networks)}")
        return networks[name]

    def training(self, network):
        """[training], with what one of the networks has instead, such as its own cycle_ends."""
        training = self.sections["training"]
        return training | {key: value for key, value in self.network(network).items() if key in training}

    @property
    def recordings(self):
        """The recordings of people, each like a job of the synthesis; none where the configuration has none."""
        return [{"engine": "recorded", **job} for job in self.sections.get("recordings", [])]

    @property
    def speech_folder(self):
        return self._folder("speech")

    @property
    def packs_folder(self):
        return self._folder("packs")

    @property
    def measured_only(self):
        """The jobs of measuring.toml."""
        with (PACKAGE_ROOT / "measuring.toml").open("rb") as file:
            return tomllib.load(file)["jobs"]

    @property
    def measuring_folder(self):
        return self._folder("measuring")

    def run_folder(self, name):
        return self._folder(f"runs/{name}")

    def figures_folder(self, run):
        return self._folder(f"figures/{run}")

    def _folder(self, name):
        folder = self.data / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder
