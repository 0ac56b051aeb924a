package io.leaddispatcher.application.secondfactor;

import io.leaddispatcher.application.access.MembershipNews;
import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** What the audit logs tell of somebody's second factor. */
final class FactorNews {

    private final MembershipNews news;

    FactorNews(MembershipNews news) {
        this.news = news;
    }

    /** Changes something, and tells it; nothing when nothing changes. */
    <T> Mono<T> with(SignedIn who, UUID person, Map<String, Object> detail, Mono<T> change) {
        return news.with(
                who.membership(),
                person,
                member -> AuditEntry.ofMember(member, AuditAction.SECOND_FACTOR_CHANGED, detail),
                change);
    }

    /** Somebody who is logged in sent a code that is none. */
    Mono<Void> refused(SignedIn who) {
        return news.tell(
                who.membership(),
                member -> AuditEntry.ofMember(member, AuditAction.SECOND_FACTOR_REFUSED, Map.of()));
    }

    /** One of the recovery codes is gone; that concerns whoever owns them. */
    Mono<Void> recoveryCodeUsed(UUID person) {
        return news.tell(
                person,
                member -> AuditEntry.ofMember(member, AuditAction.RECOVERY_CODE_USED, Map.of()));
    }
}
