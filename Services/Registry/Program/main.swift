import MeshRuntime
import Registry

await ServiceProgram.run(registryService)
