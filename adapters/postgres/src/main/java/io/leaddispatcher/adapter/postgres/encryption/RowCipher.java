package io.leaddispatcher.adapter.postgres.encryption;

import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.application.secret.TenantCipher;
import io.r2dbc.postgresql.codec.Json;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of one tenant hold what leads say. Encrypted, a document is a text; in one column
 * there may be both, so that it is read as it is found.
 */
public final class RowCipher {

    private final Set<String> sensitive;
    private final @Nullable TenantCipher cipher;

    RowCipher(Set<String> sensitive, @Nullable TenantCipher cipher) {
        this.sensitive = Set.copyOf(sensitive);
        this.cipher = cipher;
    }

    /** For a tenant that has never had anything to encrypt. */
    static final RowCipher PLAIN = new RowCipher(Set.of(), null);

    /** Whether what is written now is encrypted. */
    public boolean encrypts() {
        return !sensitive.isEmpty();
    }

    /** Whether a field must stand nowhere but in what is encrypted. */
    public boolean hides(String path) {
        return sensitive.contains(path);
    }

    /** What the column is to hold. */
    public Object kept(Object document, EncryptedColumn column, Object row) {
        return encrypts()
                ? Base64.getEncoder()
                        .encodeToString(
                                key().encrypt(JsonDocuments.write(document), column.of(row)))
                : document;
    }

    /** Of a column that holds documents. */
    public Map<String, Object> read(@Nullable Json kept, EncryptedColumn column, Object row) {
        if (kept == null) {
            throw new IllegalStateException("no document");
        }
        byte[] json = kept.asArray();
        return json.length > 0 && json[0] == '"'
                ? JsonDocuments.read(
                        decrypted(String.valueOf(JsonDocuments.readAny(json)), column, row))
                : JsonDocuments.read(json);
    }

    /** Of a document that was read as a part of something else. */
    public @Nullable Object opened(@Nullable Object kept, EncryptedColumn column, Object row) {
        return kept instanceof String text
                ? JsonDocuments.readAny(decrypted(text, column, row))
                : kept;
    }

    /** What the column is to hold, which does not tell by itself whether it is encrypted. */
    public byte[] kept(byte[] plain, EncryptedColumn column, Object row) {
        return encrypts() ? key().encrypt(plain, column.of(row)) : plain;
    }

    public byte[] decrypted(byte[] kept, EncryptedColumn column, Object row) {
        return key().decrypt(kept, column.of(row));
    }

    private byte[] decrypted(String kept, EncryptedColumn column, Object row) {
        return decrypted(Base64.getDecoder().decode(kept), column, row);
    }

    private TenantCipher key() {
        if (cipher == null) {
            throw new IllegalStateException("encrypted, and the workspace has no key");
        }
        return cipher;
    }
}
