package io.leaddispatcher.domain.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternSamplerTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "casino|lottery",
                "^hi [a-z]+ there$",
                "(casino|backlinks)",
                "(?:one|two) three",
                "(?i)case",
                "(?P<name>x)y",
                "(?i:in)side",
                "a{3}b{2,}c{1,4}",
                "a*b?c+d",
                "a+?b*?c{2}?",
                "\\d+-\\d{4}",
                "\\w\\s\\S\\D\\W",
                "\\bword\\b",
                "\\Astart",
                "end\\z",
                "1\\.5",
                "\\\\",
                "[^a]x",
                "[^a1x-]",
                "[\\d]x",
                "[]a]b",
                "[.]",
                "x.y",
                "price{",
                "((a|b)(c|d)){2}",
                "",
                "^$|never",
            })
    void aSampleIsFoundByItsPattern(String pattern) {
        Pattern compiled = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);

        assertThat(PatternSampler.samples(pattern))
                .isNotEmpty()
                .hasSizeLessThanOrEqualTo(8)
                .anyMatch(sample -> compiled.matcher(sample).find());
    }

    @Test
    void eachBranchIsTaken() {
        assertThat(PatternSampler.samples("(spam|scam) now|later"))
                .containsExactly("spam now", "scam now", "later");
    }

    @Test
    void whatIsNotUnderstoodComesToNoHarm() {
        assertThat(PatternSampler.samples("[a")).containsExactly("");
        assertThat(PatternSampler.samples("a\\")).containsExactly("a\\");
        assertThat(PatternSampler.samples("(?i")).hasSize(1);
        assertThat(PatternSampler.samples("(a")).containsExactly("a");
        assertThat(PatternSampler.samples("a)b")).isEqualTo(List.of("a"));
    }
}
