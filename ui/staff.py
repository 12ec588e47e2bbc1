"""Who counts as staff, and the addresses with which they sign in and out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import JSONResponse

from ui.accounts import COOKIE, LASTS, Accounts


class Staff:
    """Who counts as staff: everyone where there are no accounts, else who has signed in."""

    def __init__(self, accounts: Accounts | None) -> None:
        self.accounts = accounts

    def allows(self, request: Request) -> bool:
        """Return whether a request comes from staff."""
        return self.accounts is None or self.accounts.signed_in(request.cookies.get(COOKIE)) is not None

    def require(self, request: Request) -> None:
        """Raise 401 where a request does not come from staff."""
        if not self.allows(request):
            raise HTTPException(401, "sign in first")


def sign_in_routes(staff: Staff) -> APIRouter:
    """Return the addresses of signing in and out."""
    router = APIRouter()

    @router.post("/sign-in")
    def sign_in(
        request: Request, name: Annotated[str, Form()], password: Annotated[str, Form()]
    ) -> JSONResponse:
        if staff.accounts is None or not staff.accounts.matches(name, password):
            raise HTTPException(401, "name or password is not right")
        response = JSONResponse({"signed_in": name})
        secure = request.url.scheme == "https"
        session = staff.accounts.session(name)
        response.set_cookie(COOKIE, session, max_age=LASTS, httponly=True, samesite="strict", secure=secure)
        return response

    @router.post("/sign-out")
    def sign_out() -> JSONResponse:
        response = JSONResponse({"signed_in": None})
        response.delete_cookie(COOKIE)
        return response

    return router
