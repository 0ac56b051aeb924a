@NullMarked
package io.leaddispatcher.web.upload;

import org.jspecify.annotations.NullMarked;
