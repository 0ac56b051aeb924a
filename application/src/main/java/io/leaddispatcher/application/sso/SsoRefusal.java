package io.leaddispatcher.application.sso;

/** Why somebody whom the provider knows does not get in. */
enum SsoRefusal {
    /** Somebody new, of whose address the provider does not say that it is theirs. */
    MAIL_NOT_VERIFIED("the provider does not say that the address is verified"),
    FOREIGN_DOMAIN("the address is of no domain that the provider may speak for"),
    NO_ROLE("no row of the mapping fits, and there is no role for all others"),
    KEPT_OUT("the member is kept out"),
    OWNER_NOT_TRUSTED("owners come in by a provider only when an owner has chosen it"),
    ADDRESS_TAKEN("the member with this address is somebody else at the provider");

    private final String sentence;

    SsoRefusal(String sentence) {
        this.sentence = sentence;
    }

    /** For the audit log. */
    String sentence() {
        return sentence;
    }
}
