package io.leaddispatcher.domain.outreach;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddresseeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "noreply@x.test",
                "no-reply+7@x.test",
                "do-not-reply@x.test",
                "bounces-1@x.test",
                "mailer-daemon@x.test",
                "postmaster@x.test",
                "@x.test",
                "nobody"
            })
    void whereNobodyReadsNobodyIsWrittenTo(String address) {
        assertThat(Addressee.isPerson(address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ana@x.test", "norepl@x.test", "abuse.of.power@x.test"})
    void othersArePersons(String address) {
        assertThat(Addressee.isPerson(address)).isTrue();
    }

    @Test
    void keysCompareBySpelling() {
        assertThat(new TemplateKey("a")).isLessThan(new TemplateKey("b")).hasToString("a");
        assertThat(new SequenceKey("a")).isLessThan(new SequenceKey("b")).hasToString("a");
    }
}
