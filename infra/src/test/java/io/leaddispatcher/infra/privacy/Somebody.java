package io.leaddispatcher.infra.privacy;

import java.util.List;
import java.util.UUID;

/** A person who is like nobody else, so that whatever names them is found. */
record Somebody(String mark) {

    static Somebody fresh() {
        return new Somebody("q" + UUID.randomUUID().toString().replace("-", "").substring(0, 12));
    }

    String email() {
        return mark + "@privacy.example";
    }

    /** Of a number that is theirs alone. */
    String digits() {
        return "30%09d"
                .formatted(Long.parseLong(mark.substring(1, 8), 16) % 1_000_000_000L)
                .substring(0, 9);
    }

    String phone() {
        return "+49" + digits();
    }

    /** As people write it. */
    String spacedPhone() {
        return "+49 %s (0) %s"
                .formatted(digits().substring(0, 2), digits().substring(2))
                .replace(" (0)", "");
    }

    String firstName() {
        return "First" + mark;
    }

    String lastName() {
        return "Last" + mark;
    }

    String externalId() {
        return "ext-" + mark;
    }

    /** Everything by which anybody could know them. */
    List<String> traces() {
        return List.of(mark, digits());
    }

    String body(String more) {
        return """
        {"externalId":"%s","contact":{"firstName":"%s","lastName":"%s","email":"%s","phone":"%s"},
         "lead":{"message":"I am %s, call %s"}%s}
        """
                .formatted(
                        externalId(),
                        firstName(),
                        lastName(),
                        email().replaceFirst("q", "Q"),
                        spacedPhone(),
                        mark,
                        phone(),
                        more);
    }
}
