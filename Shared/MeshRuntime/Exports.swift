// What every program of the mesh needs, services and gateway alike.
@_exported public import MeshProgram
