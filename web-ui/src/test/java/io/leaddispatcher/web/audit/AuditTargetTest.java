package io.leaddispatcher.web.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.layout.Words;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

class AuditTargetTest {

    private static final Map<String, String> NAMES =
            Map.of("connection:hs", "HubSpot", "rep:mia", "Mia", "lead:1", "Ana");

    @Test
    void nobodyIsLedWhereTheyMayNotGo() {
        assertThat(link(Role.ADMIN, "connection:hs")).isEqualTo("/connections/hs");
        assertThat(link(Role.VIEWER, "connection:hs")).isNull();
        assertThat(link(Role.MANAGER, "connection:hs")).isNull();
        assertThat(link(Role.VIEWER, "rep:mia")).isEqualTo("/reps/mia");
        assertThat(link(Role.VIEWER, "lead:1")).isEqualTo("/leads/1");
    }

    private static @Nullable String link(Role role, String label) {
        return Objects.requireNonNull(
                        AuditTarget.of(
                                label,
                                NAMES,
                                new Actor.Member(new UUID(0, 1), role, null),
                                words()))
                .link();
    }

    private static Words words() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        messages.setAlwaysUseMessageFormat(true);
        return new Wording(messages, InstantSource.system()).in(Locale.ENGLISH);
    }
}
