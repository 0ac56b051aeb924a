package io.leaddispatcher.infra.benchmark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads messages of HTTP/1.1 with a known length off a kept-alive connection. It understands no
 * more of the protocol than the two ends of a benchmark need, so that they take little of the
 * processors that they share with the program.
 */
final class HttpReader {

    private static final int LONGEST_LINE = 16 * 1_024;

    private final InputStream in;
    private final byte[] line = new byte[LONGEST_LINE];
    private byte[] body = {};

    HttpReader(InputStream in) {
        this.in = new BufferedInputStream(in, 16 * 1_024);
    }

    /**
     * Reads the next message; its first line. Throws {@link EOFException} at the end of the
     * connection.
     */
    String next() throws IOException {
        String start = line();
        int length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        body = in.readNBytes(length);
        return start;
    }

    /** Of the message that was read last. */
    byte[] body() {
        return body;
    }

    private String line() throws IOException {
        int length = 0;
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            if (next != '\r') {
                line[length++] = (byte) next;
            }
        }
        return new String(line, 0, length, ISO_8859_1);
    }
}
