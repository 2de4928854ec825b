// A message or client is of no use without the values, failures and channels it is made of, so who
// imports MeshAPI gets them too.
@_exported public import MeshPrimitives
@_exported public import MeshRPC
@_exported public import MeshWire
