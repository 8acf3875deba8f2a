"""Reading a body into a model, and naming what is refused by pointer and code."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from types import new_class
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeVar, cast

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.domain.validation import Code, Refused
from app.server.api.incoming import check_object
from app.server.api.problems import ERRORS_LIMIT, FieldError, pointer_of, refused

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

M = TypeVar("M", bound="Body")

# A moment as the contract writes it; said to be one, so that clients read it as one.
Time = Annotated[str, Field(json_schema_extra={"format": "date-time"})]

_CODES: Final = {
    "missing": Code.REQUIRED,
    "extra_forbidden": Code.UNKNOWN_FIELD,
    "string_too_long": Code.TOO_LONG,
    "string_too_short": Code.REQUIRED,
    "too_long": Code.TOO_MANY,
    "too_short": Code.TOO_SHORT,
    "literal_error": Code.INVALID_VALUE,
    "enum": Code.INVALID_VALUE,
    "union_tag_invalid": Code.INVALID_VALUE,
    "union_tag_not_found": Code.REQUIRED,
}
_CARRIED: Final = frozenset({"__doc__", "__module__", "__qualname__", "model_config"})
_WRONG_TYPE: Final = "wrong_type"
_ENGLISH: Final = {
    Code.REQUIRED: "a value is needed",
    Code.UNKNOWN_FIELD: "there is no such member",
    Code.INVALID_VALUE: "the value is none of those that are possible",
}


class Body(BaseModel):
    """A request body: exact types, nothing unknown, no input in its errors."""

    model_config = ConfigDict(
        extra="forbid", strict=True, frozen=True, hide_input_in_errors=True, defer_build=True
    )


class Shown:
    """A part of an answer, declared for OpenAPI like a model.

    It becomes one only where the document is made (`model_of`): a platform that starts
    would build thirty models, 1 ms each, that nothing of it uses.
    """

    @classmethod
    def __get_pydantic_core_schema__(
        cls, _source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return handler.generate_schema(model_of(cls))


def model_of(shape: type[Shown]) -> type[BaseModel]:
    """The model that a shape of an answer declares; the same one each time."""
    return _model_of(cast("Any", shape))


@cache
def _model_of(shape: Any) -> type[BaseModel]:
    above = tuple(model_of(one) for one in shape.__bases__ if one is not Shown)
    carried = _CARRIED | shape.__annotations__.keys()
    declared = {name: value for name, value in vars(shape).items() if name in carried}
    declared["__annotations__"] = dict(shape.__annotations__)
    bases = above or (BaseModel,)
    made = new_class(shape.__name__, bases, exec_body=lambda to: to.update(declared))
    return cast("type[BaseModel]", made)


def read_body(model: type[M], body: Mapping[str, Any], *, read_only: Collection[str] = ()) -> M:
    """A body as a model; members that only the platform writes are left out.

    Raises:
        ApiProblem: 422 with the refused members, at most `ERRORS_LIMIT`.
    """
    check_object(body)
    writable = {name: value for name, value in body.items() if name not in read_only}
    try:
        return model.model_validate(writable)
    except ValidationError as error:
        found = error.errors(include_url=False)[:ERRORS_LIMIT]
        raise refused(*(_field_error(one) for one in found)) from None


def refusal_of(pointer: str, error: Refused) -> FieldError:
    """What a rule of the domain refused, as a member of `errors`."""
    _, _, words = str(error).partition(": ")
    return FieldError(pointer, str(error.problem.code), words or str(error))


def _field_error(error: Any) -> FieldError:
    kind: str = error["type"]
    where = list(error["loc"])
    if kind.startswith("union_tag"):
        where.append("kind")
    elif where[:1] == ["destination"] and len(where) > 1:
        del where[1]  # pydantic names the member of the union here
    code = _CODES.get(kind, _WRONG_TYPE if kind.endswith("_type") else Code.INVALID_VALUE)
    words = _ENGLISH.get(Code(code)) if code in Code.__members__.values() else None
    if words is None:
        words = str(error["msg"]).removeprefix("Input ")
    return FieldError(pointer_of(where), str(code), words)
