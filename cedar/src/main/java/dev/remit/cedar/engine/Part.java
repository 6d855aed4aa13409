package dev.remit.cedar.engine;

import dev.remit.cedar.entity.EntityNode;

/// A part of the request that scopes restrict.
enum Part {
  PRINCIPAL,
  ACTION,
  RESOURCE;

  EntityNode of(PreparedRequest request) {
    return switch (this) {
      case PRINCIPAL -> request.principal();
      case ACTION -> request.action();
      case RESOURCE -> request.resource();
    };
  }
}
