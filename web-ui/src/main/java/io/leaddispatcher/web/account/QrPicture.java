package io.leaddispatcher.web.account;

import io.nayuki.qrcodegen.QrCode;

/**
 * A QR code as one path of an SVG: the squares that are dark, each a unit wide.
 *
 * @param side with the quiet zone around it
 */
record QrPicture(int side, String path) {

    /** As the standard wants it, or cameras do not find the code. */
    private static final int QUIET = 4;

    static QrPicture of(String text) {
        var code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        var path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M').append(x + QUIET).append(',').append(y + QUIET);
                    path.append("h1v1h-1z");
                }
            }
        }
        return new QrPicture(code.size + 2 * QUIET, path.toString());
    }
}
