"""What a cluster file in ``data/cases`` may hold: pydantic's models of it, and their errors in the house form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Annotated, Any, Generic, Literal, TypeVar, cast, get_args

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PlainValidator,
    ValidationError,
    ValidationInfo,
    create_model,
    field_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from clusterbook.data.letters import BEFORE_A_FORMULA
from clusterbook.errors import Fault, listed
from clusterbook.vocabulary import (
    ChainReach,
    CollectiveEfficiency,
    Confidence,
    Governance,
    Phase,
    Sector,
    SocialDimension,
    Upgrading,
)

Code = TypeVar("Code")
COMPONENTS = {
    "external_economies": ("labor_market", "inputs", "information", "market_access"),
    "joint_action": ("vertical_backward", "vertical_forward", "horizontal_bilateral", "horizontal_multilateral"),
    "upgrading": tuple(kind.value for kind in Upgrading),
    "governance": tuple(form.value for form in Governance),
}
HALVES = (0, 0.5, 1, 1.5, 2, 2.5, 3)  # the book rates in halves


def refused(expected: str, remedy: str = "Correct the value.") -> PydanticCustomError:
    """An error of a validator: what was expected and what to do."""
    return PydanticCustomError("refused", "{expected}", {"expected": expected, "remedy": remedy})


def one_of(options: Iterable[Any]) -> PlainValidator:
    """A value of a closed list, as the file gives it; a truth value is never a code."""
    known = [getattr(option, "value", option) for option in options]

    def check(value: Any) -> Any:
        if isinstance(value, bool) or value not in known:
            raise refused(f"allowed {listed(known)}")
        return value

    return PlainValidator(check, json_schema_input_type=Literal[*known])


Text = Annotated[str, Field(pattern=rf"^\s*[^\s{re.escape(BEFORE_A_FORMULA)}]")]
Line = Annotated[int, Field(ge=1)]
Half = Annotated[float, one_of(HALVES)]
Reach = Annotated[int, one_of(ChainReach)]
Degree = Annotated[str, one_of(CollectiveEfficiency)]


@dataclass(frozen=True)
class Known:
    """What a file's keys are checked against: its own name, the keys of other clusters, the codes of countries.

    ``folder`` is where the file lies, as the messages name it.
    """

    stem: str
    taken: Sequence[str]
    countries: Sequence[str]
    folder: str = "data/cases"


class Part(BaseModel):
    """A level of the file: no other keys, no value of another type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Rating(Part, Generic[Code]):
    """One code with the lines and the sentence that support it, and the other codes that the evidence allows."""

    code: Code | None
    lines: list[Line] = Field(description="a list of line or page numbers, as in [71, 75]")
    evidence: Text = Field(description="a sentence")
    admissible: list[Code] = Field(default=[], description="a list, as in [1, 3]")
    confidence: Annotated[str | None, one_of([*Confidence, None])] = Field(default=None, validate_default=True)

    @field_validator("lines")
    @classmethod
    def _lines_of_a_code(cls, lines: list[int], info: ValidationInfo) -> list[int]:
        if not lines and info.data.get("code") is not None:
            raise refused("a code needs the lines or pages that support it", "Name at least one.")
        if len(set(lines)) < len(lines):
            raise refused("each line or page once", "Remove the repeated one.")
        return lines

    @field_validator("admissible")
    @classmethod
    def _others_once(cls, admissible: list[Any], info: ValidationInfo) -> list[Any]:
        code = info.data.get("code", "")
        if code is None and admissible:
            raise refused("a missing code has no alternatives", "Give a code or remove them.")
        if code in admissible or len(set(admissible)) < len(admissible):
            raise refused(f"each alternative once, without the code {code}", "Remove the repeated code.")
        return admissible

    @field_validator("confidence")
    @classmethod
    def _confidence_of_a_code(cls, confidence: str | None, info: ValidationInfo) -> str | None:
        if confidence is None and info.data.get("code") is not None:
            raise refused(f"allowed {listed(Confidence)}")
        return confidence


class Place(Part):
    """Where the cluster is drawn on the map."""

    name: Text = Field(description="a name")
    latitude: float = Field(ge=-90.0, le=90.0, allow_inf_nan=False, description="degrees from -90 to 90")
    longitude: float = Field(ge=-180.0, le=180.0, allow_inf_nan=False, description="degrees from -180 to 180")
    precision: Annotated[str, one_of(["city", "region"])]


def _one_each(kind: Any, names: Iterable[str]) -> Any:
    """A level of the file with a value of the same kind under each name."""
    fields: dict[str, Any] = {str(name): (kind, ...) for name in names}
    return create_model("Each", __base__=Part, **fields)


ExternalEconomies: Any = _one_each(Rating[Half], COMPONENTS["external_economies"])
JointAction: Any = _one_each(Rating[Half], COMPONENTS["joint_action"])
UpgradingRatings: Any = _one_each(Rating[Half], COMPONENTS["upgrading"])
GovernanceCodes: Any = _one_each(Rating[Reach], COMPONENTS["governance"])
SocialUpgrading: Any = _one_each(_one_each(Rating[Reach], Phase), SocialDimension)


class Case(Part):
    """One cluster file."""

    cluster_id: str
    cluster: Text = Field(description="a name")
    product: Text = Field(description="a name")
    country_id: str
    sector: Annotated[str, one_of(Sector)]
    sources: list[Text] = Field(min_length=1, description="a list of keys of references.bib")
    place: Place
    collective_efficiency: Rating[Degree]
    upgrading: UpgradingRatings
    governance: GovernanceCodes
    coded_by: Text | None = Field(default=None, description="a name")
    external_economies: ExternalEconomies | None = None
    joint_action: JointAction | None = None
    social_upgrading: SocialUpgrading | None = None

    @field_validator("cluster_id", mode="plain", json_schema_input_type=str)
    @classmethod
    def _key_of_the_file(cls, key: Any, info: ValidationInfo) -> Any:
        known = cast(Known, info.context)
        if key != known.stem:
            raise refused(f"expected the file's name, {known.stem}", "Rename the file or correct the key.")
        if key in known.taken:
            raise refused("another cluster has this key", "Choose another key and rename the file.")
        return key

    @field_validator("country_id", mode="plain", json_schema_input_type=str)
    @classmethod
    def _known_country(cls, country: Any, info: ValidationInfo) -> Any:
        countries = cast(Known, info.context).countries
        if country not in countries:
            raise refused(f"allowed {listed(countries)}", "Correct it or add the country to data/countries.csv.")
        return country


def parse_case(content: Any, known: Known) -> tuple[Case | None, list[Fault]]:
    """One cluster file as a value, or all its faults.

    Parameters
    ----------
    content : object
        What the file holds, as YAML reads it.
    known : Known
        What its keys are checked against.
    """
    file = f"{known.folder}/{known.stem}.yaml"
    if not isinstance(content, dict):
        fault = Fault(file, "no keys", "expected one 'key: value' a line", "Copy the layout of another file.")
        return None, [fault]
    try:
        return Case.model_validate(content, context=known), []
    except ValidationError as error:
        return None, [_fault(file, one) for one in error.errors(include_url=False)]


def _fault(file: str, error: ErrorDetails) -> Fault:
    """One error of pydantic in the house form: a key that is missing or unknown, or a value."""
    *parents, last = error["loc"]
    if error["type"] in ("missing", "extra_forbidden", "invalid_key"):
        level = _model_at(parents)
        if error["type"] == "missing":
            return Fault(_place(file, parents), f"no key {last}", f"expected {_required(level)}", "Add the key.")
        key = str(error["input"] if error["type"] == "invalid_key" else last)
        near = get_close_matches(key, level.model_fields, n=1)
        remedy = f"Write {near[0]}, or remove the key." if near else "Correct or remove the key."
        return Fault(_place(file, parents), f"the key {key}", f"allowed {listed(level.model_fields)}", remedy)
    return Fault(_place(file, error["loc"]), repr(error["input"]), *_expected(error))


def _expected(error: ErrorDetails) -> tuple[str, str]:
    """What a value should have been, and what to do."""
    found = error["input"]
    if error["type"] == "refused":
        return error["ctx"]["expected"], error["ctx"]["remedy"]
    if error["type"] == "model_type":
        return f"expected {_required(_model_at(error['loc']))}", "Give each of these keys."
    name = [step for step in error["loc"] if isinstance(step, str)]
    expected = f"expected {_model_at(name[:-1]).model_fields[name[-1]].description}"
    if error["type"] == "string_type" and not isinstance(found, dict | list | None):
        return expected, f"Put it in quotation marks: YAML reads it as {found!r}."
    if error["type"] in ("int_type", "float_type") and isinstance(found, str) and found.strip("-").isdecimal():
        return expected, "Write the number without quotation marks."
    return expected, "Correct the value."


def _model_at(steps: Sequence[str | int]) -> type[BaseModel]:
    """The level of the file to which a path leads."""
    model: type[BaseModel] = Case
    for step in steps:
        kind = model.model_fields[str(step)].annotation
        model = next(one for one in (kind, *get_args(kind)) if isinstance(one, type) and issubclass(one, BaseModel))
    return model


def _required(model: type[BaseModel]) -> str:
    """The keys that a level must have."""
    return listed(name for name, field in model.model_fields.items() if field.is_required())


def _place(file: str, steps: Sequence[str | int]) -> str:
    """A value as the messages name it: ``upgrading.product.lines, item 2``."""
    path = ".".join(str(step) for step in steps if isinstance(step, str))
    items = [f"item {step + 1}" for step in steps if isinstance(step, int)]
    return ", ".join([file, *([path] if path else []), *items])
