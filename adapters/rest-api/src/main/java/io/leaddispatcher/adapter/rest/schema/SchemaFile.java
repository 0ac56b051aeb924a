package io.leaddispatcher.adapter.rest.schema;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** A schema as it lies beside the classes. */
final class SchemaFile {

    static final List<String> NAMES = List.of("policy-v1.json", "workspace-v1.json");

    private final byte[] content;
    private final String tag;

    private SchemaFile(byte[] content) {
        this.content = content;
        this.tag = "\"" + Hashing.sha256().hashBytes(content).toString().substring(0, 16) + "\"";
    }

    static SchemaFile read(String name) {
        try (InputStream file = SchemaFile.class.getResourceAsStream("/schemas/" + name)) {
            if (file == null) {
                throw new IllegalStateException("there is no schema " + name);
            }
            return new SchemaFile(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("schema " + name, e);
        }
    }

    byte[] content() {
        return content.clone();
    }

    /** Strong; another one as soon as a byte is. */
    String tag() {
        return tag;
    }
}
