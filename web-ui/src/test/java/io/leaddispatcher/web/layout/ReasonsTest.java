package io.leaddispatcher.web.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.ResourceBundleMessageSource;

class ReasonsTest {

    private static String said(String sentence, Locale reader) {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        messages.setAlwaysUseMessageFormat(true);
        return new Wording(messages, InstantSource.system()).in(reader).reason(sentence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the only member who may have it",
                "next by the pool's weights (leads so far: 3, turns due: 0.8)",
                "next in equal turns (leads so far: 0, turns due: -0.5)",
                "next by the pool's weights: has had 3.2 of 4",
                "next in equal turns: has had 0 of 0.5",
                "no record tells them apart; of 3 equals next in equal turns: has had 1 of 1.3",
                "first in the list of those who may have it",
                "most skills matched: 2; of 2 equals next in equal turns: has had 1 of 1",
                "least loaded: 4 open",
                "least loaded: 4 of 10 open; of 2 equals next in equal turns: has had 7 of 7.5",
                "asked with everybody of the pool: the first to accept gets it",
                "explored, so that everybody is measured: 3 open, won 1 of 9, so 12.5 % is expected (pool 11.1 %, best 20.1 %)",
                "leads by its record: won in segment 'Mid market' 4 of 9, so 31.9 % is expected (pool 20.2 %, best 31.9 %)",
                "drew the highest rate, 32.1 %, of all 5: won 4 of 9, so 31.9 % is expected (pool 20.2 %, best 31.9 %)",
                "drew the highest rate, 32.1 %, of the 2 who lead: won 4 of 9, so 31.9 % is expected (pool 20.2 %, best 31.9 %)",
                "named by the rule",
                "stands in for Mia Brandt, who is out of office",
                "owns the account Acme, which is above Acme GmbH",
                "owns the account Acme",
                "owns the account of its company",
                "got the last lead of its company",
                "next of the pool",
                "two accounts match equally well",
                "accounts of different owners match equally well",
                "two territories claim it equally closely",
                "had this lead before",
                "the meeting is in their calendar",
                "rule 'It's night' sends it to this queue",
                "rule 'DACH' found all at capacity",
                "rule 'DACH' found nobody available",
                "every rule that matched found all at capacity",
                "every rule that matched found nobody available",
                "no meeting policy has been published",
                "no rule matched",
                "the accounts 'A' and 'B' match equally well and have different owners: 'mia' and 'ben'",
                "the accounts 'A' and 'B' match equally well",
                "the territories 'dach' and 'de' claim it equally closely",
                "given by hand",
                "next of the pool, given by hand",
                "put there by hand: they asked for it",
                "next of the pool, since time ran out",
                "no reason given",
                "took it from the queue",
                "Sue Park gave it back: not ours",
                "Sue Park gave back what was handed off to support",
                "nobody was available: assigned anyway",
                "waits for the next ring",
                "no ring applies",
                "there is no pool 'Late'",
                "pool 'Late' has no members",
                "all at capacity: waits in queue 'Late'",
                "nobody available: waits in queue 'Late'",
                "the lead matches no account",
                "account 'Late' has no owner",
                "neither account 'Late' nor one above it has an owner",
                "nobody had this lead before",
                "nobody is known to have a lead of this company",
                "nobody says in whose calendar the meeting is",
                "the meeting is in the calendar of somebody who is no rep",
                "owns the account of its company",
                "owns an account above that of its company",
                "owns it in Late",
                "nobody accepted it in time",
                "its rep was not told in time",
                "it was not accepted in time",
                "nothing was done in time",
                "it was not followed up in time",
                "it is as urgent as can be",
                "it was passed on often enough",
                "nobody is left",
                "it waits in a queue",
                "the rep is no longer active",
                "somebody else accepted it",
                "another ring has joined",
                "somebody is there",
                "decided on the board of queues",
                "better tier"
            })
    void whatADecisionSaysIsKnownByHeartAndSaidInGerman(String sentence) {
        assertThat(said(sentence, Locale.ENGLISH)).isEqualTo(sentence);
        assertThat(said(sentence, Locale.GERMAN)).isNotEqualTo(sentence).doesNotContain("{");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "returned by mia: Back with you | zurückgegeben: Back with you",
                "returned in the name of mia: Back with you | im Namen des Reps zurückgegeben: Back with you",
                "rule 'Not yet' hands it off to NURTURE | Regel „Not yet“ gibt ihn weiter an Pflege",
                "owns the account of its company | betreut den Account der Firma",
                "owns the account Acme, which is above Acme GmbH | betreut den Account Acme, der über Acme GmbH steht",
                "least loaded: 4 of 10 open; of 2 equals next in equal turns: has had 1.5 of 2 | am wenigsten ausgelastet: 4 von 10 offen; von 2 Gleichen dran in gleichen Runden: hatte 1,5 von 2",
                "least loaded: 4 of 10 open; of 2 equals next in equal turns (leads so far: 1, turns due: 0.5) | am wenigsten ausgelastet: 4 von 10 offen; von 2 Gleichen dran in gleichen Runden (bisher Leads: 1, stehen zu: 0,5)",
                "leads by its record: won in segment 'Mid' 4 of 9, so 31.9 % is expected (pool 20.2 %, best 31.9 %) | führt nach der Bilanz: im Segment „Mid“ 4 von 9 gewonnen, zu erwarten sind 31,9 % (Pool 20,2 %, Beste 31,9 %)"
            })
    void itsNamesAndNumbersStandInTheirPlaces(String english, String german) {
        assertThat(said(english, Locale.GERMAN)).isEqualTo(german);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "the next ring of rule 'DACH' joins at 2026-11-21T09:30:00.123456Z | Nov 21, 2026, 9:30:00 AM UTC",
                "got the last lead of this company, 0199c1f0, at 2026-11-21T09:30:00Z | Nov 21, 2026, 9:30:00 AM UTC",
                "the last lead of this company went to 'mia' at 2026-11-21T09:30:00Z: too long ago | Nov 21, 2026, 9:30:00 AM UTC"
            })
    void aMomentIsWrittenAsThePageWritesMoments(String sentence, String moment) {
        assertThat(said(sentence, Locale.ENGLISH).replace('\u202f', ' '))
                .contains(moment)
                .doesNotContain("T09:30");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | nobody was available: assigned anyway, though this speaks against Noor Haddad: Out of hours, Paused",
                "de | niemand war verfügbar: trotzdem vergeben, obwohl bei Noor Haddad dagegen spricht: Außerhalb der Zeiten, Pausiert"
            })
    void whatSpeaksAgainstWhoGetsItAnywayIsSaidInWords(String language, String said) {
        var kept =
                "nobody was available: assigned anyway, though Noor Haddad is OUT_OF_HOURS, PAUSED";

        assertThat(said(kept, Locale.of(language))).isEqualTo(said);
    }

    @Test
    void whatAPersonHasTypedStays() {
        String typed = "she asked for Ben; of 2 equals the nicer one";

        assertThat(said(typed, Locale.GERMAN)).isEqualTo(typed);
    }
}
