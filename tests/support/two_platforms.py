"""Several connections over fakes: a platform and a local copy for each of them."""

from __future__ import annotations

from app.domain.announce import nobody_listens
from app.domain.secret import Secret
from app.services.connections import ConnectionService
from tests.support.builders import a_connection, a_me
from tests.support.fake_platform import FakePlatform
from tests.support.fakes import (
    FakeConnectionStore,
    FakeLocalStore,
    FakeSecretStore,
    a_connection_service,
)


class Several:
    """The connections `con_a`, `con_b` and so on, each of them signed in."""

    def __init__(self, names="ab", *, announce=nobody_listens, open_at_start=("a",)):
        self.platforms = {
            one: FakePlatform(me_=a_me(instance_id=f"ins_{one}", instance_name=one))
            for one in names
        }
        self.copies = {one: FakeLocalStore() for one in names}
        self.store = FakeConnectionStore()
        self.secrets = FakeSecretStore()
        for one in names:
            url = f"https://{one}.example.com"
            self.store.put(
                a_connection(
                    id=f"con_{one}", name=one, base_url=url, open_at_start=one in open_at_start
                )
            )
            self.secrets.kept[f"con_{one}@{url}"] = Secret(f"token-of-{one}-0123456789")
        self.service: ConnectionService = a_connection_service(
            store=self.store,
            secrets=self.secrets,
            announce=announce,
            open_api=lambda signed_in: self.platforms[signed_in.base_url.split("/")[2][0]],
            open_local=lambda connection_id, **_how: self.copies[connection_id[-1]],
        )
