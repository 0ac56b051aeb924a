package io.leaddispatcher.web.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.ResourceBundleMessageSource;

class TypedHoursTest {

    @ParameterizedTest
    @CsvSource({
        "9-17, 09:00-17:00",
        "9:00-17:00, 09:00-17:00",
        "09.00\u201317.00, 09:00-17:00",
        "09:00 \u2014 17:30, 09:00-17:30",
        "9am-5pm, 09:00-17:00",
        "9 AM \u2013 5:30 PM, 09:00-17:30",
        "9 a.m. - 5 p.m., 09:00-17:00",
        "9-5pm, 09:00-17:00",
        "1-5pm, 13:00-17:00",
        "12-5pm, 12:00-17:00",
        "9am-5, 09:00-17:00",
        "8am-12, 08:00-12:00",
        "10pm-6, 22:00-06:00",
        "10pm-6am, 22:00-06:00",
        "9am-17, 09:00-17:00",
        "12am-12pm, 00:00-12:00",
        "6pm-12am, 18:00-24:00",
        "18-0, 18:00-24:00",
        "0-24, 00:00-24:00",
        "22-6, 22:00-06:00",
        "22:00-2:00, 22:00-02:00",
        "0900-1730, 09:00-17:30",
        "9-17 Uhr, 09:00-17:00",
        "9 Uhr bis 17.30 Uhr, 09:00-17:30",
        "9 to 17, 09:00-17:00",
        "9h-17h, 09:00-17:00",
        "9\u00a0\u2013\u00a012\u202fUhr, 09:00-12:00",
        "von 9 bis 12, 09:00-12:00",
        "from 9 to 12, 09:00-12:00",
        "9-12 Uhr, 09:00-12:00",
        "24h, 00:00-24:00",
        "24 Stunden, 00:00-24:00",
        "24/7, 00:00-24:00"
    })
    void whatPeopleTypeIsSpelledAsDocumentsSpellIt(String typed, String spelled) {
        assertThat(TypedHours.intervals(typed)).containsExactly(spelled);
        assertThat(TypedHours.intervals(spelled)).containsExactly(spelled);
        assertThat(TypedHours.problem(typed, words())).isEmpty();
    }

    @Test
    void aDayHasAnyNumberOfIntervals() {
        var both = List.of("09:00-12:30", "13:30-18:00");
        assertThat(TypedHours.intervals("9-12:30, 13.30-18")).isEqualTo(both);
        assertThat(TypedHours.intervals("09:00-12:30 13:30-18:00")).isEqualTo(both);
        assertThat(TypedHours.intervals(" 9am-12:30pm;1:30pm-6pm ; ")).isEqualTo(both);
        assertThat(TypedHours.intervals("9-12.30 und 13.30-18 Uhr")).isEqualTo(both);
        assertThat(TypedHours.intervals("  ")).isEmpty();
    }

    @Test
    void whatIsNotUnderstoodStaysAndIsNamed() {
        assertThat(TypedHours.intervals("9-17, late")).containsExactly("09:00-17:00", "late");
        assertThat(TypedHours.problem("9-17, late", words())).hasValueSatisfying(contains("late"));
        for (var typed : List.of("9", "09:00", "9-25", "9:75-10", "13pm-14pm", "0am-5am", "-")) {
            assertThat(TypedHours.problem(typed, words()))
                    .as(typed)
                    .hasValueSatisfying(contains(typed));
        }
    }

    @Test
    void whatIsNoTimeOrIsSaidTwiceIsNamed() {
        assertThat(TypedHours.problem("9:00-9:00", words()))
                .hasValueSatisfying(contains("09:00-09:00"));
        assertThat(TypedHours.problem("13-18, 9-14", words()))
                .hasValueSatisfying(contains("09:00-14:00, 13:00-18:00"));
        assertThat(TypedHours.problem("22-6, 23-24", words()))
                .hasValueSatisfying(contains("22:00-06:00, 23:00-24:00"));
        assertThat(TypedHours.intervals("13-18, 9-14"))
                .as("for the application to refuse")
                .containsExactly("13:00-18:00, 09:00-14:00");
        assertThat(TypedHours.problem("9-12, 12-18", words())).isEmpty();
    }

    /** From nine in the morning to five the next is what nobody means. */
    @Test
    void whatCanMeanTwoTimesIsAskedFor() {
        for (var typed : List.of("9-5", "12-8", "10-6")) {
            assertThat(TypedHours.intervals(typed)).containsExactly(typed);
            assertThat(TypedHours.problem(typed, words()))
                    .hasValueSatisfying(contains("24-hour clock"));
        }
        assertThat(TypedHours.intervals("9:00-5:00")).containsExactly("09:00-05:00");
    }

    private static Consumer<String> contains(String part) {
        return said -> assertThat(said).contains(part);
    }

    private static Words words() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return new Wording(messages, InstantSource.system()).in(Locale.ENGLISH);
    }
}
