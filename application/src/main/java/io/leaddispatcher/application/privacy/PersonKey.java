package io.leaddispatcher.application.privacy;

import static java.util.stream.Collectors.joining;

import io.leaddispatcher.application.privacy.port.PersonRecords;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.document.Violation.Code;
import io.leaddispatcher.domain.lead.Identity;
import io.leaddispatcher.domain.lead.Identity.By;
import io.leaddispatcher.domain.lead.Identity.Handle;
import io.leaddispatcher.domain.lead.normal.EmailAddresses;
import io.leaddispatcher.domain.lead.normal.PhoneNumbers;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * By what a person is asked for: exactly one of address, phone and external id.
 *
 * @param connection to the CRM whose record the external id is; null: whoever gave it
 */
public record PersonKey(
        @Nullable String email,
        @Nullable String phone,
        @Nullable String externalId,
        @Nullable String connection) {

    /** By the id that a CRM gave. */
    public static PersonKey record(@Nullable ConnectionKey crm, String id) {
        return new PersonKey(null, null, id, crm == null ? null : crm.value());
    }

    /** Fails with a violation when an id alone does not say which of several people is meant. */
    static Mono<Handle> one(PersonRecords records, TenantId tenant, Handle handle) {
        return handle.by() == By.EXTERNAL_ID
                ? records.namesakes(tenant, handle.value())
                        .map(crms -> {
                            if (crms.isEmpty()) {
                                return handle;
                            }
                            throw new InvalidInputException(
                                    "/externalId",
                                    Code.CONFLICT,
                                    "'externalId' is somebody else in each of %s: say which by 'connection', or ask by 'email' or 'phone'"
                                            .formatted(
                                                    crms.stream()
                                                            .map(crm -> "'" + crm.value() + "'")
                                                            .collect(joining(", "))));
                        })
                : Mono.just(handle);
    }

    /** In the spelling in which leads are kept; fails with a violation. */
    Handle handle() {
        if (Stream.of(email, phone, externalId).filter(each -> each != null).count() != 1) {
            throw new InvalidInputException(
                    "", Code.REQUIRED, "give one of 'email', 'phone' and 'externalId'");
        }
        if (connection != null && (externalId == null || !Key.isValid(connection))) {
            throw refused(
                    "/connection",
                    "'connection' must be the key of the connection that gave 'externalId'");
        }
        if (email != null) {
            return new Handle(
                    By.EMAIL,
                    EmailAddresses.address(email)
                            .orElseThrow(
                                    () -> refused("/email", "'email' must be an e-mail address")));
        }
        if (phone != null) {
            return new Handle(
                    By.PHONE,
                    Optional.of(phone)
                            .filter(text -> text.strip().startsWith("+"))
                            .flatMap(text -> PhoneNumbers.e164(text, null))
                            .orElseThrow(() ->
                                    refused(
                                            "/phone",
                                            "'phone' must be a number with its country code, such as +49 30 123456")));
        }
        String id = String.valueOf(externalId).strip();
        if (id.isEmpty() || id.length() > Identity.LONGEST_EXTERNAL_ID || id.indexOf(0) >= 0) {
            throw refused(
                    "/externalId",
                    "'externalId' must have 1 to %d characters"
                            .formatted(Identity.LONGEST_EXTERNAL_ID));
        }
        return connection == null
                ? new Handle(By.EXTERNAL_ID, id)
                : Identity.record(connection, id);
    }

    private static InvalidInputException refused(String pointer, String why) {
        return new InvalidInputException(pointer, Code.MALFORMED, why);
    }
}
