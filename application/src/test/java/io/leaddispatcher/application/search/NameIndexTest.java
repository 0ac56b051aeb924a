package io.leaddispatcher.application.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NameIndexTest {

    private static final Found MIA = rep("mia", "Mia Müller", "mia@acme.test");
    private static final Found MIAS_TEAM = new Found(Thing.TEAM, "berlin", "Team of Mia", "", "");
    private static final Found AMI = rep("ami", "Samia Rossi", "sr@acme.test");
    private static final Found RULE =
            new Found(Thing.RULE, "dach-fintech", "DACH fintech", "Territory", "lead");

    private final NameIndex names = new NameIndex(Stream.of(RULE, AMI, MIAS_TEAM, MIA));

    @Test
    void whatBeginsSoComesBeforeWhatHoldsItAndKindsStayTogether() {
        assertThat(names.find("mia", 5)).containsExactly(MIA, AMI, MIAS_TEAM);
    }

    @Test
    void caseAccentsAndBlanksDoNotCount() {
        assertThat(names.find("  MULLER ", 5)).containsExactly(MIA);
        assertThat(names.find("mü", 5)).containsExactly(MIA);
    }

    @Test
    void eachWordHasToStandSomewhere() {
        assertThat(names.find("fin dach", 5)).containsExactly(RULE);
        assertThat(names.find("territory dach", 5)).containsExactly(RULE);
        assertThat(names.find("dach health", 5)).isEmpty();
    }

    @Test
    void aKeyOrAnAddressIsAName() {
        assertThat(names.find("dach-fin", 5)).containsExactly(RULE);
        assertThat(names.find("sr@acme", 5)).containsExactly(AMI);
    }

    @Test
    void theBeginningOfAWordComesBeforeItsMiddle() {
        var inside = rep("a", "Aberdeen", "");
        var begins = rep("z", "Zoe Berger", "");

        assertThat(new NameIndex(Stream.of(inside, begins)).find("ber", 5))
                .containsExactly(begins, inside);
    }

    @Test
    void ofEachKindThereAreNoMoreThanAskedFor() {
        var many = IntStream.range(0, 9).mapToObj(each -> rep("rep" + each, "Rep " + each, ""));

        assertThat(new NameIndex(Stream.concat(many, Stream.of(MIAS_TEAM))).find("e", 3))
                .extracting(Found::key)
                .containsExactly("rep0", "rep1", "rep2", "berlin");
    }

    @Test
    void nothingIsFoundByNothing() {
        assertThat(names.find(" \u00a0", 5)).isEqualTo(List.of());
    }

    private static Found rep(String key, String name, String email) {
        return new Found(Thing.REP, key, name, email, "");
    }
}
