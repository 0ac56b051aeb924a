package io.leaddispatcher.adapter.rest.workspacefile;

import io.leaddispatcher.adapter.rest.body.DocumentParser;
import io.leaddispatcher.adapter.rest.body.MalformedDocumentException;
import io.leaddispatcher.application.workspacefile.port.FileFormat;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation.Code;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** As the API reads and writes it. */
@Component
final class YamlFileFormat implements FileFormat {

    /** What every file of a workspace says, be it broken elsewhere. */
    private static final Pattern SCHEMA =
            Pattern.compile("(?m)(?:^|[{,])\\s*[\"']?schema[\"']?\\s*:");

    @Override
    @SuppressWarnings("unchecked") // the parser makes objects with texts as names only
    public Map<String, ?> read(String text) {
        if (!SCHEMA.matcher(text).find()) {
            throw somethingElse();
        }
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
        throw somethingElse();
    }

    private static InvalidInputException somethingElse() {
        return new InvalidInputException(
                "", Code.WRONG_TYPE, "the file is no export of a workspace");
    }

    @Override
    public String write(Map<String, Object> document) {
        return WorkspaceYaml.of(document);
    }
}
