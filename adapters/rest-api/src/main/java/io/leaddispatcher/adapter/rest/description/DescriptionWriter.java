package io.leaddispatcher.adapter.rest.description;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;

/** Writes the document to a file. The build runs it, to generate the client from what is served. */
final class DescriptionWriter {

    private DescriptionWriter() {}

    /**
     * Writes it.
     *
     * @param arguments the file
     */
    static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(
                file, JsonMapper.shared().writeValueAsBytes(new OpenApiDescription().document()));
    }
}
