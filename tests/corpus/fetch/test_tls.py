"""Fetching over https: the certificate is that of the name, although the connection is made to an address."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from fetch_site import HOST, PAGE, Reply, Site, document, fetcher, running, source

from corpus.fetch.errors import FetchDowngrade, FetchUnreachable


@pytest.fixture
def secure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site with a certificate for HOST, which the fetcher's side trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    today = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path / "certificate.pem"
    plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    file.write_bytes(
        certificate.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(serialization.Encoding.PEM, plain[0], plain[1])
    )
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    with running(context) as site:
        yield site


def test_the_certificate_of_the_name_is_enough(home: Path, secure: Site) -> None:
    secure.routes["/a.html"] = document(PAGE)
    assert fetcher(home).fetch([source(secure.url("/a.html", scheme="https"))])[0].status == "fetched"
    assert secure.asked[-1].headers["host"] == f"{HOST}:{secure.port}"


@pytest.mark.parametrize("host", ["other.example.org", "127.0.0.1"])
def test_a_certificate_of_another_name_is_not(home: Path, secure: Site, host: str) -> None:
    secure.routes["/a.html"] = document(PAGE)
    outcome = fetcher(home, attempts=1).fetch([source(secure.url("/a.html", host, "https"))])[0]
    assert isinstance(outcome.error, FetchUnreachable) and "certificate" in str(outcome.error)
    assert not secure.asked


def test_nobody_is_led_from_https_to_http(home: Path, secure: Site) -> None:
    with running() as plain:
        plain.routes["/a.html"] = document(PAGE)
        secure.routes["/a.html"] = Reply(302, headers={"Location": plain.url("/a.html")})
        outcome = fetcher(home).fetch([source(secure.url("/a.html", scheme="https"))])[0]
        assert isinstance(outcome.error, FetchDowngrade) and not plain.asked


def test_from_http_to_https_is_well(home: Path, secure: Site) -> None:
    secure.routes["/a.html"] = document(PAGE)
    with running() as plain:
        plain.routes["/a.html"] = Reply(301, headers={"Location": secure.url("/a.html", scheme="https")})
        assert fetcher(home).fetch([source(plain.url("/a.html"))])[0].status == "fetched"
