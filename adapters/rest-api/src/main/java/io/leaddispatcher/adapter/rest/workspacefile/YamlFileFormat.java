package io.leaddispatcher.adapter.rest.workspacefile;

import io.leaddispatcher.adapter.rest.body.DocumentParser;
import io.leaddispatcher.adapter.rest.body.MalformedDocumentException;
import io.leaddispatcher.application.workspacefile.port.FileFormat;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation.Code;
import java.util.Map;
import org.springframework.stereotype.Component;

/** As the API reads and writes it. */
@Component
final class YamlFileFormat implements FileFormat {

    @Override
    @SuppressWarnings("unchecked") // the parser makes objects with texts as names only
    public Map<String, ?> read(String text) {
        try {
            if (DocumentParser.yaml(text) instanceof Map<?, ?> map) {
                return (Map<String, ?>) map;
            }
        } catch (MalformedDocumentException e) {
            throw new InvalidInputException(
                    "",
                    Code.MALFORMED,
                    String.valueOf(e.getMessage()).replaceFirst("^The body", "The file"));
        }
        throw new InvalidInputException("", Code.WRONG_TYPE, "must be an object");
    }

    @Override
    public String write(Map<String, Object> document) {
        return WorkspaceYaml.of(document);
    }
}
