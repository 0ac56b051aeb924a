package io.leaddispatcher.web.layout;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReachTest {

    @Test
    void aNumberIsCalledByItsDigits() {
        assertThat(Reach.phone(" +49 (30) 123-456 ")).isEqualTo("tel:+4930123456");
        assertThat(Reach.phone("030/123456")).isEqualTo("tel:030123456");
    }

    @Test
    void anAddressIsWrittenTo() {
        assertThat(Reach.email("ana.ruiz+demo@acme.de")).isEqualTo("mailto:ana.ruiz+demo@acme.de");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "•••",
                "",
                "call me",
                "12",
                "+49 30 1;ext=javascript:alert(1)",
                "1234567890123456789012345678901234567890",
                "a@b",
                "a@b.c?bcc=all@x.test",
                "a b@c.de",
                "\"><script>@x.de"
            })
    void whatIsHiddenOrNoneHasNoLink(@Nullable String said) {
        assertThat(Reach.phone(said)).isNull();
        assertThat(Reach.email(said)).isNull();
    }
}
