@NullMarked
package io.leaddispatcher.application.maillink;

import org.jspecify.annotations.NullMarked;
