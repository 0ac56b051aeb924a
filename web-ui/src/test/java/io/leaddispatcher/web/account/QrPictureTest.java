package io.leaddispatcher.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrPictureTest {

    private static final Pattern SQUARE = Pattern.compile("M(\\d+),(\\d+)h1v1h-1z");

    private final QrPicture picture = QrPicture.of("otpauth://totp/x?secret=ABCD");

    private boolean[][] drawn() {
        var dark = new boolean[picture.side()][picture.side()];
        SQUARE.matcher(picture.path())
                .results()
                .forEach(each ->
                        dark[Integer.parseInt(each.group(2))][Integer.parseInt(each.group(1))] =
                                true);
        return dark;
    }

    @Test
    void thePathIsNothingButSquares() {
        assertThat(SQUARE.matcher(picture.path()).replaceAll("")).isEmpty();
    }

    @Test
    void fourUnitsAroundItAreLeftWhite() {
        var dark = drawn();
        int side = picture.side();
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                if (Math.min(Math.min(x, y), side - 1 - Math.max(x, y)) < 4) {
                    assertThat(dark[y][x]).as("%d,%d", x, y).isFalse();
                }
            }
        }
    }

    @Test
    void threeCornersHaveTheSquaresThatACameraLooksFor() {
        int far = picture.side() - 4 - 7;
        for (var corner : new int[][] {{4, 4}, {far, 4}, {4, far}}) {
            for (int i = 0; i < 7; i++) {
                assertThat(drawn()[corner[1]][corner[0] + i]).isTrue();
                assertThat(drawn()[corner[1] + i][corner[0]]).isTrue();
            }
            assertThat(drawn()[corner[1] + 1][corner[0] + 1]).isFalse();
            assertThat(drawn()[corner[1] + 3][corner[0] + 3]).isTrue();
        }
    }
}
