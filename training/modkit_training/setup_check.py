"""Whether this machine has what the configuration needs; training/setup installs it."""
import importlib.util
import shutil
import subprocess

MODULES = ("numpy", "scipy", "soundfile", "torch", "onnx")


def package_of(job):
    """The Debian package whose voice speaks a job: named by the job, or called like the engine."""
    return job.get("package", job.get("engine"))


def package_version(name):
    """The installed version of a Debian package; None when it is not installed."""
    try:
        asked = subprocess.run(["dpkg-query", "-W", "-f", "${db:Status-Status} ${Version}", name], capture_output=True, text=True)
    except FileNotFoundError:
        return None
    status, _, version = asked.stdout.partition(" ")
    return version if status == "installed" else None


def missing_setup(config):
    """Names of the Python modules, programs and packages that are not there."""
    missing = [f"python3-{name}" for name in MODULES if not importlib.util.find_spec(name)]
    if config["preparation"]["codec_share"] and not shutil.which("ffmpeg"):
        missing.append("ffmpeg")
    packages = sorted({package_of(job) for job in [*config["synthesis"]["jobs"], *config.recordings]})
    return missing + [name for name in packages if package_version(name) is None]
