package io.leaddispatcher.application.privacy;

import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation.Code;
import io.leaddispatcher.domain.lead.Identity;
import io.leaddispatcher.domain.lead.Identity.By;
import io.leaddispatcher.domain.lead.Identity.Handle;
import io.leaddispatcher.domain.lead.normal.EmailAddresses;
import io.leaddispatcher.domain.lead.normal.PhoneNumbers;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** By what a person is asked for: exactly one of the three. */
public record PersonKey(
        @Nullable String email, @Nullable String phone, @Nullable String externalId) {

    /** In the spelling in which leads are kept; fails with a violation. */
    Handle handle() {
        if (Stream.of(email, phone, externalId).filter(each -> each != null).count() != 1) {
            throw new InvalidInputException(
                    "", Code.REQUIRED, "give one of 'email', 'phone' and 'externalId'");
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
        return new Handle(By.EXTERNAL_ID, id);
    }

    private static InvalidInputException refused(String pointer, String why) {
        return new InvalidInputException(pointer, Code.MALFORMED, why);
    }
}
