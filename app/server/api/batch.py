"""Many changes of listeners in one call and one commit, each by itself (contract section 4).

Every operation goes through the handler of its single call, in a savepoint of its own:
what is refused there is refused here, in the same words, and undoes only itself.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Final

from sqlalchemy.exc import DBAPIError

from app.domain import strict_json
from app.domain.validation import Code
from app.server.api import listeners
from app.server.api.answers import JSON, Answer, problem_answer
from app.server.api.call import Call
from app.server.api.incoming import Incoming
from app.server.api.problems import ApiProblem, FieldError, refused
from app.server.api.routes import Routes, explain
from app.server.api.wire.base import read_body
from app.server.api.wire.batch import BatchBody, BatchOperation

_PATH: Final = "/api/v1/listeners"


def change_listeners(call: Call) -> Answer:
    """Create, change and delete listeners in order; a failed one stops nothing."""
    body = read_body(BatchBody, call.read_body())
    _check(body)
    results = [_result(_run(call, one)) for one in body.operations]
    return Answer(200, b'{"results":[' + b",".join(results) + b"]}", {"content-type": JSON})


def _check(body: BatchBody) -> None:
    """Refuse the whole batch where an operation cannot be told from another, or is none."""
    errors: list[FieldError] = []
    seen: set[str] = set()
    for place, one in enumerate(body.operations):
        at = f"/operations/{place}"
        if one.op != "create" and one.id is None:
            errors.append(FieldError(f"{at}/id", Code.REQUIRED, "a value is needed"))
        if one.op != "delete" and one.body is None:
            errors.append(FieldError(f"{at}/body", Code.REQUIRED, "a value is needed"))
        if one.id is not None and one.id in seen:
            words = "the id stands in an operation before"
            errors.append(FieldError(f"{at}/id", "duplicate_id", words))
        if one.id is not None:
            seen.add(one.id)
    if errors:
        raise refused(*errors)


def _run(call: Call, operation: BatchOperation) -> Answer:
    """What the single call answers, done or undone."""
    handler, incoming = _single(operation)
    single = dataclasses.replace(call, incoming=incoming, claim=None, wakes_engine=False)
    savepoint = call.tx.begin_nested()
    try:
        answer = handler(single)
    except ApiProblem as problem:
        savepoint.rollback()
        return problem_answer(problem)
    except DBAPIError:  # the store fails, or a race was lost: nothing of the batch is done
        savepoint.rollback()
        raise
    except Exception as error:  # noqa: BLE001 - a fault of ours stops no other operation
        savepoint.rollback()
        return problem_answer(explain(error))
    savepoint.commit()
    call.wakes_engine |= single.wakes_engine
    return answer


def _single(operation: BatchOperation) -> tuple[Callable[[Call], Answer], Incoming]:
    """The handler and the request of the single call."""
    headers: dict[str, str] = {}
    match operation.op:
        case "create" if operation.id is None:
            method, handler = "POST", listeners.create_listener
        case "create":
            method, handler = "PUT", listeners.put_listener
            headers["if-none-match"] = "*"
        case "update":
            method, handler = "PATCH", listeners.patch_listener
        case _:
            method, handler = "DELETE", listeners.delete_listener
    if operation.if_match is not None:
        headers["if-match"] = operation.if_match
    if operation.body is not None:
        headers["content-type"] = JSON
    return handler, Incoming(
        method=method,
        path=_PATH if operation.id is None else f"{_PATH}/{operation.id}",
        path_params={} if operation.id is None else {"listener_id": operation.id},
        query=(),
        headers=headers,
        body=b"" if operation.body is None else strict_json.dumps(operation.body),
    )


def _result(answer: Answer) -> bytes:
    """One result; the body goes over as the bytes that the single call would have sent."""
    etag = strict_json.dumps(answer.headers.get("etag"))
    status = str(answer.status).encode()
    body = answer.body or b"null"
    return b'{"status":' + status + b',"etag":' + etag + b',"body":' + body + b"}"


def routes() -> Routes:
    """The routes of this section."""
    found = Routes("listeners")
    found.add("POST", "/listeners/batch", change_listeners, permission="listeners:write")
    return found
