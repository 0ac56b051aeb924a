package io.leaddispatcher.domain.phrase;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.phrase.Phrase.Joint;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhraseTest {

    private static final Phrase A = Phrase.name("A");
    private static final Phrase B = Phrase.name("B");
    private static final Phrase TWO = Phrase.plain(2);

    @Test
    void wordsTakeTheirPartsInTurn() {
        var said = Phrase.of("key", "%s has %s of %s", A, TWO, new Phrase.Field("lead.score"));

        assertThat(said.english()).isEqualTo("'A' has 2 of lead.score");
        assertThat(said)
                .isEqualTo(
                        new Phrase.Said(
                                "key",
                                "'A' has 2 of lead.score",
                                List.of(A, TWO, new Phrase.Field("lead.score"))));
    }

    @Test
    void whatPeopleHaveWrittenIsNeverReadAsWords() {
        assertThat(Phrase.of("key", "%s!", Phrase.name("100 %s")).english()).isEqualTo("'100 %s'!");
    }

    @Test
    void thingsAreListedAsTheyBelongTogether() {
        assertThat(Phrase.list(Joint.AND, List.of(A, B, TWO)).english())
                .isEqualTo("'A', 'B' and 2");
        assertThat(Phrase.list(Joint.AND, List.of(A, B)).english()).isEqualTo("'A' and 'B'");
        assertThat(Phrase.list(Joint.AND, List.of(A)).english()).isEqualTo("'A'");
        assertThat(Phrase.list(Joint.EACH, List.of(A, B, TWO)).english())
                .isEqualTo("'A' and 'B' and 2");
        assertThat(Phrase.list(Joint.OR, List.of(A, B)).english()).isEqualTo("'A' or 'B'");
        assertThat(Phrase.list(Joint.THEN, List.of(A, B)).english()).isEqualTo("'A', then 'B'");
        assertThat(Phrase.list(Joint.COMMA, List.of()).english()).isEmpty();
        assertThat(Joint.AND.join(List.of("a", "b", "c"), " und ")).isEqualTo("a, b und c");
    }

    @Test
    void aPartOfADocumentKeepsItsSpelling() {
        assertThat(new Phrase.Value(List.of(1), "[1]").english()).isEqualTo("[1]");
        assertThat(Phrase.nothing().english()).isEmpty();
    }
}
