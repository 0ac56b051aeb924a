package io.leaddispatcher.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlackScopesTest {

    @Test
    void whatWasNotGrantedIsMissing() {
        assertThat(SlackScopes.missing(String.join(",", SlackScopes.NEEDED))).isEmpty();
        assertThat(
                        SlackScopes.missing(
                                "users:read, chat:write,chat:write.public commands,im:write,more"))
                .containsExactly("users:read.email");
        assertThat(SlackScopes.missing("")).isEqualTo(SlackScopes.NEEDED);
    }
}
