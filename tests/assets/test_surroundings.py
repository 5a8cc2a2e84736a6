"""What a process finds out about itself, and what it leaves alone."""

from __future__ import annotations

import os
import platform
from datetime import datetime, timedelta
from importlib import metadata
from pathlib import Path

import pytest

from aind_schema.assets import surroundings
from aind_schema.errors import Refused

needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")


def test_packages_have_versions() -> None:
    facts = surroundings.language_facts(["pydantic"])
    assert facts["language_version"] == platform.python_version()
    assert facts["packages"][0]["version"]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("pydantik", 'did you mean "pydantic"?'),
        ("no such thing at all", "write no such thing at all==VERSION"),
        ("", "=="),
    ],
)
def test_a_package_that_is_named_must_be_there(name: str, hint: str) -> None:
    with pytest.raises(Refused) as refusal:
        surroundings.language_facts([name])
    (problem,) = refusal.value.report
    assert problem.code == "package-missing"
    assert hint in (problem.hint or "")


def test_packages_that_are_loaded_are_found_by_themselves() -> None:
    found = {package["name"]: package["version"] for package in surroundings.language_facts(None)["packages"]}
    assert found["pydantic"] == metadata.version("pydantic")
    assert "pip" not in found


def test_a_package_of_another_language_has_the_version_that_is_stated() -> None:
    assert surroundings.language_facts(["Kilosort==2.5"]) == {"packages": [{"name": "Kilosort", "version": "2.5"}]}
    assert surroundings.language_facts([]) == {}


@pytest.mark.parametrize(
    ("environment", "runs"),
    [
        ({"SLURM_JOB_ID": "7 ", "CO_CAPSULE_ID": ""}, [{"database": "Slurm job", "id": "7"}]),
        ({"SLURM_ARRAY_TASK_ID": "3"}, []),
        (
            {"SLURM_ARRAY_TASK_ID": "3", "SLURM_ARRAY_JOB_ID": "70"},
            [{"database": "Slurm array task", "id": "70_3"}],
        ),
        ({"AIRFLOW_CTX_DAG_RUN_ID": "manual"}, []),
        (
            {"AIRFLOW_CTX_DAG_ID": "sort", "AIRFLOW_CTX_DAG_RUN_ID": "manual", "AIRFLOW_CTX_TASK_ID": "curate"},
            [{"database": "Airflow task", "id": "sort/manual/curate"}],
        ),
        ({"GITHUB_RUN_ID": "1" * 256, "PBS_JOBID": "a\nb", "LSB_JOBID": "\udcff"}, []),
    ],
)
def test_runs_are_read_from_the_environment(environment: dict[str, str], runs: list[dict[str, str]]) -> None:
    assert surroundings.run_facts(environment) == runs


@pytest.mark.parametrize(
    ("image", "container"),
    [
        ("/home/ada/images/sorter.sif", {"engine": "apptainer", "image": "sorter.sif"}),
        ("/", {"engine": "apptainer"}),
    ],
)
def test_images_are_read_from_the_environment(image: str, container: dict[str, str]) -> None:
    assert surroundings.container_facts({"APPTAINER_CONTAINER": image}) == container


def test_the_machine_is_described() -> None:
    facts = surroundings.machine_facts()
    assert facts["architecture"] == platform.machine()
    assert facts["cpu_cores"] >= 1
    assert facts["host"] == platform.node()
    assert "host" not in surroundings.machine_facts(host=False)


@needs_proc
def test_a_process_began_before_now() -> None:
    began = surroundings.started_at(os.getpid())
    assert began is not None
    assert began.utcoffset() is not None
    assert timedelta(0) <= datetime.now().astimezone() - began < timedelta(days=1)
    assert surroundings.started_at(2**22 + 1) is None
