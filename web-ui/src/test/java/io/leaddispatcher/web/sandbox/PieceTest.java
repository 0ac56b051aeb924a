package io.leaddispatcher.web.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PieceTest {

    @Test
    void marksAreShownAsSlackShowsThem() {
        assertThat(Piece.ofMarkup("a *b* <https://x.example/?a=1&amp;b=2|c> <@U1>"))
                .containsExactly(
                        new Piece("a ", "plain", null),
                        new Piece("b", "bold", null),
                        new Piece(" ", "plain", null),
                        new Piece("c", "plain", "https://x.example/?a=1&b=2"),
                        new Piece(" ", "plain", null),
                        new Piece("@U1", "mention", null));
    }

    @Test
    void whatIsEscapedIsText() {
        assertThat(Piece.ofMarkup("&lt;!channel&gt; &lt;script&gt; &amp;lt;"))
                .containsExactly(new Piece("<!channel> <script> &lt;", "plain", null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<javascript:alert(1)|x>",
                "<data:text/html,x|x>",
                "< https://x.example|x>",
                "<//x.example|x>"
            })
    void onlyAddressesOfTheWebAreLinks(String text) {
        assertThat(Piece.ofMarkup(text)).allMatch(piece -> piece.link() == null);
    }
}
